using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Publishing;

/// <summary>Data Cubes in RDF: what is kept, where it goes, and what is said about wrong ones.</summary>
public sealed class RdfPackageTests
{
    private const string Prefixes = """
        @prefix qb: <http://purl.org/linked-data/cube#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix : <http://example.org/> .

        """;

    private const string Structure = Prefixes + """
        :cube a qb:DataSet ; qb:structure :dsd ; rdfs:label "Cube" .
        :dsd a qb:DataStructureDefinition ; qb:component
            [ qb:dimension :area ; qb:order 1 ], [ qb:dimension :year ; qb:order 2 ],
            [ qb:measure :rate ], [ qb:attribute :status ] .
        :area rdfs:range skos:Concept ; qb:codeList :areas .
        :year rdfs:range xsd:gYear .
        :areas a skos:ConceptScheme .
        :FR a skos:Concept ; skos:inScheme :areas ; skos:notation "FR" ; skos:note [ rdfs:label "a note" ] .
        :DE a skos:Concept ; skos:inScheme :areas ; skos:notation "DE" .

        """;

    private const string Year = "\"2018\"^^xsd:gYear";

    [Fact]
    public void Publish_ExtraTriplesOnObservations_AreKeptAndFound()
    {
        using PublishedCube cube = Publish(Structure + $$"""
            :o1 qb:dataSet :cube ; :area :FR ; :year {{Year}} ; :rate 1.5 ; :status "a", "b" ; rdfs:comment "odd" .
            """);
        var cell = Iri.Parse("http://example.org/o1");

        Assert.Equal(2, cube.Snapshot.Default.Objects(cell, Iri.Parse("http://example.org/status")).Count());
        Assert.Equal(new Literal("odd"), cube.Snapshot.Default.FirstObject(cell, RdfsVocabulary.Comment));
        Assert.True(cube.Snapshot.Default.Has(cell, RdfVocabulary.Type, CubeVocabulary.Observation));
    }

    [Fact]
    public void Publish_BlankNodeObservations_GetCellIris()
    {
        using PublishedCube cube = Publish(Structure + $$"""
            [] qb:dataSet :cube ; :area :FR ; :year {{Year}} ; :rate 1.5 ; rdfs:comment "odd" .
            """);
        var cell = Iri.Parse("http://localhost:5080/datasets/cube/observations/FR.2018");

        Assert.Equal(
            new Literal("1.5", XsdVocabulary.Decimal),
            cube.Snapshot.Default.FirstObject(cell, Iri.Parse("http://example.org/rate")));
        Assert.Equal(new Literal("odd"), cube.Snapshot.Default.FirstObject(cell, RdfsVocabulary.Comment));
    }

    [Fact]
    public void Publish_ConceptScheme_BecomesAGraphOfItsOwn()
    {
        using PublishedCube cube = Publish(Structure + $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1 .");

        GraphView list = cube.Snapshot.Graph(cube.Snapshot.Find(Iri.Parse("http://example.org/areas")))!;
        Assert.Equal(9, list.Match(null, null, null).Count());
        Assert.True(list.Has(null, RdfsVocabulary.Label, new Literal("a note")));
        Assert.DoesNotContain(
            cube.Snapshot.Datasets.Single().Current.Graph.Match(null, null, null),
            t => t.Predicate == SkosVocabulary.InScheme);
    }

    [Fact]
    public void Publish_TriG_CountsNamedGraphsLikeTheDefaultOne()
    {
        string body = $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1 .";
        using TemporaryPackage package = new TemporaryPackage().Add("cube.trig", $"{Structure} :g {{ {body} }}");
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        Assert.Equal(1, cube.Cells("cube").RowCount);
    }

    [Fact]
    public void Publish_TwoDatasetsOfOnePackage_EachHasItsDescriptionAndSharesCodes()
    {
        using PublishedCube cube = Publish(Structure + $$"""
            :other a qb:DataSet ; qb:structure :dsd ; rdfs:label "Other" .
            :o qb:dataSet :cube ; :area :FR ; :year {{Year}} ; :rate 1 .
            :p qb:dataSet :other ; :area :FR ; :year {{Year}} ; :rate 2 .
            :nobody rdfs:label "reached by none" .
            """);

        Assert.Equal(["cube", "other"], cube.Snapshot.Datasets.Select(d => d.Id).Order());
        Assert.All(cube.Snapshot.Datasets, d =>
        {
            Assert.True(d.Current.Graph.Has(Iri.Parse("http://example.org/dsd"), null, null));
            Assert.Equal(
                [d.Iri], d.Current.Graph.Match(null, CubeVocabulary.Structure, null).Select(t => t.Subject));
        });
        Assert.True(cube.Snapshot.Default.Has(Iri.Parse("http://example.org/nobody"), RdfsVocabulary.Label, null));
    }

    [Fact]
    public void Publish_OtherContentOfOneDataset_CountsOnAndSameContentDoesNot()
    {
        string first = Structure + $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1 .";
        using PublishedCube cube = Publish(first);
        using TemporaryPackage again = new TemporaryPackage().Add("again.ttl", first);
        using TemporaryPackage more = new TemporaryPackage().Add(
            "more.ttl", first + $"\n:p qb:dataSet :cube ; :area :DE ; :year {Year} ; :rate 1 .");

        Assert.Empty(cube.Publish(again.Folder).Published);
        Assert.Equal(["cube 1.1.0"], cube.Publish(more.Folder).Published);
        Assert.Equal(2, cube.Cells("cube").RowCount);
    }

    [Theory]
    [InlineData(":o qb:dataSet :cube ; :area :FR ; :rate 1 .", "IC-11", 15)]
    [InlineData(":o qb:dataSet :cube ; :area :XX ; :year \"2018\"^^xsd:gYear ; :rate 1 .", "IC-19", 15)]
    [InlineData(":o qb:dataSet :cube ; :area :FR ; :year \"18\"^^xsd:gYear ; :rate 1 .", "datatype", 15)]
    [InlineData(":o qb:dataSet :cube ; :area :FR ; :year [] ; :rate 1 .", "dimension", 15)]
    [InlineData(":o a qb:Observation ; :area :FR .", "IC-1", 15)]
    [InlineData(":o qb:dataSet :cube ; :area :FR ; :year \"2018 ; :rate 1 .", "syntax", 15)]
    public void Publish_BrokenCube_NamesThePlaceAndLeavesNothing(string statement, string rule, int line)
    {
        using TemporaryPackage package = new TemporaryPackage().Add("cube.ttl", Structure + statement);
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.False(outcome.Report.IsAccepted);
        Assert.Contains((rule, "cube.ttl", (long)line), outcome.Report.Problems.Select(p => (p.Rule, p.File!, p.Line)));
        Assert.Empty(cube.Snapshot.GraphNames);
    }

    [Fact]
    public void Publish_FolderWithALicenceAndTables_IgnoresThem()
    {
        using TemporaryPackage package = new TemporaryPackage()
            .Add("LICENSE", "anything").Add("notes.csv", "a,b\n")
            .Add("cube.ttl", Structure + $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1 .");
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        Assert.Equal(1, cube.Cells("cube").RowCount);
    }

    [Fact]
    public void Publish_RdfXml_IsTheSameCube()
    {
        string turtle = Structure + $$"""
            :o1 qb:dataSet :cube ; :area :FR ; :year {{Year}} ; :rate 1.5 ; rdfs:comment "odd"@en .
            :o2 qb:dataSet :cube ; :area :DE ; :year {{Year}} ; :rate 2 .
            """;
        string xml = RdfText.Write(RdfText.Read(turtle, RdfFormat.Turtle), RdfFormat.RdfXml);
        using TemporaryPackage package = new TemporaryPackage().Add("cube.rdf", xml).Add("notes.xml", "no XML");
        using PublishedCube expected = Publish(turtle);
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        Assert.Equal(2, cube.Cells("cube").RowCount);
        Assert.Equal(expected.Values("cube", "rate"), cube.Values("cube", "rate"));
        Assert.True(cube.Snapshot.Default.Has(
            Iri.Parse("http://example.org/o1"), RdfsVocabulary.Comment, new Literal("odd", "en")));
    }

    [Fact]
    public void Publish_BrokenRdfXml_NamesThePlace()
    {
        using TemporaryPackage package = new TemporaryPackage().Add("cube.rdf", "<a\n xmlns='urn:'>\n<b>text<c/>");
        using var cube = new PublishedCube();

        Problem problem = Assert.Single(cube.Publish(package.Folder).Report.Problems);

        Assert.Equal(("syntax", "cube.rdf", 3L), (problem.Rule, problem.File, problem.Line));
    }

    [Fact]
    public void Publish_JsonLdWithTheOwnContext_IsTheCubeOfTheTurtle()
    {
        string cube = Structure + $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1.50 .";
        string json = RdfText.Write(RdfText.Read(cube, RdfFormat.Turtle), RdfFormat.JsonLd).Replace(
            "\"@context\": {", "\"@context\": [\"http://localhost:5080/def/context.jsonld\", {",
            StringComparison.Ordinal).Replace("},\n  \"@graph\"", "}],\n  \"@graph\"", StringComparison.Ordinal);
        using TemporaryPackage package = new TemporaryPackage()
            .Add("cube.jsonld", json).Add("notes.json", "{\"not\": \"read\"");

        using PublishedCube fromJson = PublishedCube.Of(package.Folder);
        using PublishedCube fromTurtle = Publish(cube);

        Assert.Equal(1, fromJson.Cells("cube").RowCount);
        Assert.Equal(Lines(fromTurtle), Lines(fromJson));
        static IEnumerable<string> Lines(PublishedCube cube) =>
            cube.Snapshot.Default.Match(Iri.Parse("http://example.org/o"), null, null)
                .Select(static quad => quad.ToString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Publish_JsonLdWithAnotherContext_IsRefusedWithThePlace()
    {
        using TemporaryPackage package = new TemporaryPackage()
            .Add("cube.jsonld", "{\n \"@context\": \"https://example.org/context\"}");
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Problem problem = Assert.Single(outcome.Report.Problems);
        Assert.Equal(("syntax", "cube.jsonld", 2L, 14L), (problem.Rule, problem.File!, problem.Line, problem.Column));
        Assert.Contains("loading remote context failed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_WhatAStoreExported_TellsOfThisPublicationAloneAndIsUnchangedAgain()
    {
        using PublishedCube source = Publish(Structure + $":o qb:dataSet :cube ; :area :FR ; :year {Year} ; :rate 1 .");
        using TemporaryPackage package = new TemporaryPackage().Add("cube.nt", RdfText.Write(
            source.Snapshot.Datasets.Single().Current.Graph.Match(null, null, null), RdfFormat.NTriples));
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        PublishOutcome again = cube.Publish(package.Folder);

        DatasetVersionEntry version = cube.Snapshot.Datasets.Single().Current;
        var checksum = Iri.Parse(version.Iri.Text + "#checksum");
        Assert.Single(version.Graph.Objects(checksum, SpdxVocabulary.ChecksumValue));
        Assert.Single(version.Graph.Objects(version.Iri, DctermsVocabulary.Issued));
        Assert.True(again.Report.IsAccepted, PublishedCube.Show(again.Report));
        Assert.Contains(again.Report.Problems, static problem => problem.Rule == "unchanged");
    }

    private static PublishedCube Publish(string turtle)
    {
        using TemporaryPackage package = new TemporaryPackage().Add("cube.ttl", turtle);
        return PublishedCube.Of(package.Folder);
    }
}
