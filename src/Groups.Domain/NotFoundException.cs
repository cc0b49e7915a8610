namespace Groups.Domain;

/// <summary>What was asked for is missing or not the viewer's to see; the two look alike.</summary>
public sealed class NotFoundException() : Exception("This page is not here, or it is not yours to see.");
