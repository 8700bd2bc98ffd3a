using System.Text;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Query.Results;

/// <summary>Answers of other endpoints are read exactly, or refused with what is wrong.</summary>
public sealed class ResultReaderTests
{
    private static readonly string[] Columns = ["a", "b"];

    /// <summary>One answer, as servers may write it, in each format.</summary>
    public static TheoryData<string, string> Accepted { get; } = new()
    {
        {
            "json",
            """
            { "results": { "distinct": false, "bindings": [
                { "b": { "type": "uri", "value": "http://x.example/é" }, "z": { "type": "uri", "value": "not even an IRI" },
                  "a": { "value": "x\u0041\"\\", "type": "literal", "xml:lang": "fr-FR" } },
                {},
                { "a": { "datatype": "http://www.w3.org/2001/XMLSchema#integer", "type": "typed-literal", "value": "07" } },
                { "a": { "type": "bnode", "value": "r 1" }, "b": { "type": "literal", "value": "" } } ], "ordered": true },
              "head": { "link": [["deep"]], "vars": ["a", "b", "z"] }, "more": { "x": [1, 2.5, null] } }
            """
        },
        {
            "xml",
            """
            <?xml version="1.0"?><!-- an answer -->
            <sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/><variable name="b"/></head>
              <results distinct="false">
                <result><binding name="b"> <uri>http://x.example/é</uri> </binding><binding name="z"><uri>?</uri></binding>
                  <binding name="a"><literal xml:lang="fr-FR">xA"<![CDATA[\]]></literal></binding></result>
                <result/>
                <result><binding name="a"><literal datatype="http://www.w3.org/2001/XMLSchema#integer">07</literal></binding></result>
                <result><binding name="a"><bnode>r 1</bnode></binding><binding name="b"><literal/></binding></result>
              </results></sparql>
            """
        },
    };

    /// <summary>Answers that are none: the format, the text, and what is said.</summary>
    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "json", "", "ends too early" },
        { "json", "[]", "form of results" },
        { "json", "{}", "no results" },
        { "json", """{ "head": {}, "boolean": true }""", "ASK" },
        { "json", """{ "results": { "bindings": [ {} ] }""", "too early" },
        { "json", """{ "results": { "bindings": [ {} ] } } {}""", "not JSON" },
        { "json", """{ "results": { "bindings": [ { "a": 1 } ] } }""", "form of results" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "literal" } } ] } }""", "no value" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "uri", "value": "a b" } } ] } }""", "absolute IRI" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "uri", "value": 1 } } ] } }""", "not a result" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "triple", "value": "" } } ] } }""", "kind of RDF" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "literal", "value": "", "xml:lang": "f r" } } ] } }""", "language" },
        { "json", """{ "results": { "bindings": [ { "a": { "type": "literal", "value": "\ud800" } } ] } }""", "not a result" },
        { "json", $"{{ \"x\": {new string('[', 100)}{new string(']', 100)}, \"results\": {{ \"bindings\": [] }} }}", "not JSON" },
        { "xml", "", "not XML" },
        { "xml", "<html/>", "form of results" },
        { "xml", "<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>", "not XML" },
        { "xml", """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><boolean>true</boolean></sparql>""", "ASK" },
        { "xml", """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/></sparql>""", "no results" },
        { "xml", """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><results><result/>""", "not XML" },
        {
            "xml",
            """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><results><result><binding name="a"/></result></results></sparql>""",
            "form of results"
        },
        {
            "xml",
            """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><results><result><binding name="a"><literal>x<b/></literal></binding></result></results></sparql>""",
            "form of results"
        },
        { "csv", "a,b\r\n", "text/csv" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Read_WhatServersWrite_GivesTheTerms(string format, string text)
    {
        Term?[][] expected =
        [
            [new Literal("xA\"\\", "fr-fr"), Iri.Parse("http://x.example/é")],
            [null, null],
            [new Literal("07", XsdVocabulary.Integer), null],
            [new BlankNode("r 1"), new Literal("")],
        ];

        // Byte by byte, so that every unit is cut everywhere.
        Assert.Equal(expected, Read(format, new TrickleStream(Encoding.UTF8.GetBytes(text), 1)));
        Assert.Equal(expected, Read(format, new MemoryStream(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_WhatIsNoResult_SaysWhy(string format, string text, string expected)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => Read(format, new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public void Read_CutAnywhere_IsRefused(string format)
    {
        byte[] whole = Encoding.UTF8.GetBytes(Accepted.Single(row => row.Data.Item1 == format).Data.Item2.TrimEnd());

        for (int length = 0; length < whole.Length; length++)
        {
            var cut = new MemoryStream(whole, 0, length);
            Assert.Throws<InvalidDataException>(() => Read(format, cut));
        }
    }

    [Fact]
    public void Read_LongRows_NeedsNoMoreThanOneOfThemInMemory()
    {
        string text = new('x', 100_000);
        string row = "{ \"a\": { \"type\": \"literal\", \"value\": \"" + text + "\" } }";
        string answer = "{ \"results\": { \"bindings\": [" + string.Join(',', Enumerable.Repeat(row, 20)) + "] } }";

        Term?[][] rows = Read("json", new MemoryStream(Encoding.UTF8.GetBytes(answer)));

        Assert.Equal(20, rows.Length);
        Assert.All(rows, r => Assert.Equal(text, ((Literal)r[0]!).Lexical));
    }

    [Fact]
    public void Read_BeyondTheBytes_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Accepted.First().Data.Item2);

        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => Read("json", new LimitedStream(new MemoryStream(bytes), bytes.Length - 1)));

        Assert.Contains("more than", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public void Read_FilesOfTheSuites_GivesWhatTheSuitesOwnReadersGive(string format)
    {
        string folder = SharedMaterial.PathOf("conformance", "w3c", "sparql11");
        string suffix = ResultFormat.FindByName(format)!.Suffix;
        string[] files = [.. Directory.EnumerateFiles(folder, "*" + suffix, SearchOption.AllDirectories)
            .Where(static file => ResultTable.ReadFile(file).Answer is null)];

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            ResultTable expected = ResultTable.ReadFile(file);
            Assert.Equal(expected.Rows, Read(format, File.OpenRead(file), [.. expected.Variables]));
        });
    }

    private static Term?[][] Read(string format, Stream stream, string[]? columns = null)
    {
        using Stream owned = stream;
        using ResultReader reader = ResultReader.Create(ResultFormat.FindByName(format)!, owned, columns ?? Columns);
        var rows = new List<Term?[]>();
        while (reader.Read())
        {
            rows.Add([.. reader.Row]);
        }

        return [.. rows];
    }
}
