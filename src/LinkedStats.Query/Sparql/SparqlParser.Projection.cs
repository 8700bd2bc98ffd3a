using System.Collections.Immutable;

namespace LinkedStats.Query.Sparql;

/// <content>What the grammar's notes ask of projections and groups.</content>
public sealed partial class SparqlParser
{
    /// <summary>
    /// Checks the variables of SELECT and GROUP BY against the pattern (sections 11.4, 18.2.1 and 19.8).
    /// </summary>
    private void CheckProjection(QueryBodySyntax body)
    {
        if (body.IsGrouped && body.Select.IsAll)
        {
            throw Error(
                body.Select.Position, "SELECT * cannot be combined with GROUP BY or aggregates; name the variables.");
        }

        var visible = new HashSet<string>(body.Where.Variables, StringComparer.Ordinal);
        visible.UnionWith(body.Values?.Variables ?? []);
        HashSet<string> keys = CheckKeys(body.Modifiers.GroupBy, visible);
        var projected = new HashSet<string>(StringComparer.Ordinal);
        foreach (SelectItemSyntax item in body.Select.Items)
        {
            if (body.IsGrouped)
            {
                CheckGrouped(item, keys);
            }

            bool isNew = projected.Add(item.Variable);
            if (item.Value is not null)
            {
                CheckAlias(item, visible, isNew);
                keys.Add(item.Variable);
            }
        }
    }

    private HashSet<string> CheckKeys(ImmutableArray<GroupKeySyntax> groupBy, HashSet<string> visible)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (GroupKeySyntax key in groupBy)
        {
            if (key.Alias is not null && (visible.Contains(key.Alias) || keys.Contains(key.Alias)))
            {
                throw Error(
                    key.Position,
                    $"GROUP BY cannot give a value to ?{key.Alias}: the query uses the variable already.");
            }

            if ((key.Alias ?? (key.Value as VariableValueSyntax)?.Name) is { } name)
            {
                keys.Add(name);
            }
        }

        return keys;
    }

    private void CheckAlias(SelectItemSyntax item, HashSet<string> visible, bool isNew)
    {
        if (visible.Contains(item.Variable))
        {
            throw Error(
                item.Position,
                $"SELECT cannot give a value to ?{item.Variable}: the pattern uses the variable. Choose another name.");
        }

        if (!isNew)
        {
            throw Error(item.Position, $"SELECT gives ?{item.Variable} twice.");
        }
    }

    private void CheckGrouped(SelectItemSyntax item, HashSet<string> keys)
    {
        if (item.Value is null)
        {
            CheckGrouped(item.Variable, item.Position, keys);
        }
        else
        {
            CheckGrouped(item.Value, keys);
        }
    }

    private void CheckGrouped(ExpressionSyntax expression, HashSet<string> keys)
    {
        switch (expression)
        {
            case VariableValueSyntax variable:
                CheckGrouped(variable.Name, variable.Position, keys);
                break;
            case CallSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    CheckGrouped(argument, keys);
                }

                break;
            case IriCallSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    CheckGrouped(argument, keys);
                }

                break;
        }
    }

    private void CheckGrouped(string variable, int position, HashSet<string> keys)
    {
        if (!keys.Contains(variable))
        {
            throw Error(
                position,
                $"?{variable} is neither in GROUP BY nor inside an aggregate; add it to GROUP BY, or write "
                + $"SAMPLE(?{variable}).");
        }
    }
}
