using System.CommandLine;
using LinkedStats.Server.Commands;

ParseResult arguments = CommandLine.Create().Parse(args);
int code = await arguments.InvokeAsync();
return arguments.Errors.Count > 0 ? CommandLine.Usage : code;
