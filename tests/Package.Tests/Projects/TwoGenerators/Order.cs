public sealed record Order(int Number, string Item);
