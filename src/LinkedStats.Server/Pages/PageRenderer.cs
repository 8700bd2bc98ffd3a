using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LinkedStats.Server.Pages;

/// <summary>Renders pages to text; they are static, and need no scripts.</summary>
/// <param name="services">The application's services.</param>
/// <param name="logs">The logs.</param>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Renders a page.</summary>
    /// <typeparam name="TPage">The page, with one parameter called <c>View</c>.</typeparam>
    /// <param name="view">What it shows.</param>
    /// <returns>The document.</returns>
    public async Task<string> RenderAsync<TPage>(object view)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["View"] = view });
            return (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString();
        });
    }
}
