using LinkedStats.Benchmarks;

return await BenchmarkCommand.Create().Parse(args).InvokeAsync();
