using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(LinkedStats.Benchmarks.CubeQueryBenchmarks).Assembly).Run(args);
