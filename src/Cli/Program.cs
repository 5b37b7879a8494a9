Console.WriteLine("moments");
