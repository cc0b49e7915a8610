namespace Groups.Web.Components.Shared;

/// <summary>The pictures <see cref="Icon"/> can draw.</summary>
public enum IconName
{
    Alert, Bell, Bus, Calendar, Card, Chart, Check, Chevron, Circle, Clock, Cross, Cup, Door, Ear, Exit, Food, Globe, Heart, Home, Info,
    Key, Lock, Mail, Message, Minus, More, Pencil, People, Person, Phone, Pin, Plus, Pound, Print, Repeat, Search, Seat, Send, Settings,
    Star, Toilet, Undo, Walk, Warning, Wheelchair,
}
