using LinkedStats.SampleData;

// Usage: dotnet run --project tests/LinkedStats.SampleData -- data
if (args is not [string folder])
{
    Console.Error.WriteLine("Usage: LinkedStats.SampleData FOLDER, the folder that gets one package a release.");
    return 2;
}

foreach (SamplePackage package in SampleCatalog.Packages())
{
    package.WriteTo(folder);
}

return 0;
