Console.WriteLine("Nothing is measured here yet.");
