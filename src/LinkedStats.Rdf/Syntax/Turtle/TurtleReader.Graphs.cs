namespace LinkedStats.Rdf.Syntax.Turtle;

/// <content>The graphs of TriG.</content>
internal sealed partial class TurtleReader
{
    /// <summary>Reads [2g] block of TriG: triples, or a graph in braces.</summary>
    private void ReadBlock()
    {
        if (_lexer.Is('{'))
        {
            ReadWrappedGraph(null);
        }
        else if (_lexer.IsWord("GRAPH"u8))
        {
            _lexer.Next();
            ReadWrappedGraph(ReadGraphLabel());
        }
        else if (_lexer.Is('('))
        {
            ReadTriples();
            Take('.', "'.', ';' or ',' after the object");
        }
        else
        {
            ReadTriplesOrGraph();
        }
    }

    /// <summary>Reads [3g] triplesOrGraph, and [4g] triples2 where it starts with a bracket.</summary>
    private void ReadTriplesOrGraph()
    {
        // Only the token after the first term tells whether that was a subject or the name of a graph.
        bool isPropertyList = false;
        Term first = _lexer.Is('[')
            ? ReadBracketed(out isPropertyList)
            : ReadResource("a subject or a graph name: an IRI, a prefixed name or a blank node");
        if (_lexer.Is('{') && !isPropertyList)
        {
            ReadWrappedGraph(first);
            return;
        }

        if (!isPropertyList || !_lexer.Is('.'))
        {
            ReadPredicateObjectList(first);
        }

        Take('.', "'.', ';' or ',' after the object");
    }

    private void ReadWrappedGraph(Term? graph)
    {
        Take('{', "'{' and the triples of the graph");
        _graph = graph;
        while (!_lexer.Is('}'))
        {
            ReadTriples();
            if (_lexer.Is('.'))
            {
                _lexer.Next();
            }
            else if (!_lexer.Is('}'))
            {
                throw _lexer.Unexpected("'.', ';', ',' or '}' after the object");
            }
        }

        _lexer.Next();
        _graph = null;
    }

    private Term ReadGraphLabel()
    {
        const string Expected = "a graph name: an IRI, a prefixed name or a blank node";
        if (!_lexer.Is('['))
        {
            return ReadResource(Expected);
        }

        Term label = ReadBracketed(out bool isPropertyList);
        return isPropertyList ? throw _lexer.Unexpected(Expected) : label;
    }
}
