using System.Globalization;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Server;

/// <summary>Two small cubes: one of the store's own with a hierarchy, a run and two versions, one with IRIs elsewhere.</summary>
internal static class ServerSample
{
    /// <summary>The areas of the own cube; one name holds characters that addresses do not.</summary>
    public static readonly string[] Areas = ["FR", "R11", "R84", "D01", "D69", "2A/B.c"];

    private const string Metadata =
        """
        @prefix qb: <http://purl.org/linked-data/cube#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix sd: <http://purl.org/linked-data/sdmx/2009/dimension#> .
        @prefix sm: <http://purl.org/linked-data/sdmx/2009/measure#> .
        @prefix sa: <http://purl.org/linked-data/sdmx/2009/attribute#> .
        @prefix ls: <def/linkedstats#> .

        """;

    private const string Structure = Metadata +
        """
        <datasets/pop> a qb:DataSet ;
            rdfs:label "Population présente"@fr, "Population present"@en ;
            dcterms:description "Combien de personnes sont là."@fr, "How many people are there."@en ;
            qb:structure <datasets/pop/structure> ; ls:synthetic true .
        <datasets/pop/structure> a qb:DataStructureDefinition ;
            qb:component [ qb:dimension sd:refArea ; qb:order 1 ], [ qb:dimension sd:refPeriod ; qb:order 2 ],
                [ qb:dimension sd:sex ; qb:order 3 ], [ qb:measure sm:obsValue ], [ qb:attribute sa:obsStatus ] .
        sd:refArea a qb:DimensionProperty, qb:CodedProperty ; qb:codeList <concepts/area> ;
            rdfs:label "Territoire"@fr, "Area"@en .
        sd:refPeriod a qb:DimensionProperty ; rdfs:range xsd:gYear ; rdfs:label "Année"@fr, "Year"@en .
        sd:sex a qb:DimensionProperty, qb:CodedProperty ; qb:codeList <concepts/sex> ; rdfs:label "Sexe"@fr, "Sex"@en .
        sm:obsValue a qb:MeasureProperty ; rdfs:label "Personnes"@fr, "Persons"@en .
        sa:obsStatus a qb:AttributeProperty ; rdfs:label "Statut"@fr, "Status"@en .
        """;

    private const string Concepts = Metadata +
        """
        <concepts/area> a skos:ConceptScheme ; skos:prefLabel "Territoires"@fr, "Areas"@en .
        <concepts/area/FR> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "FR" ;
            skos:prefLabel "France"@fr, "France"@en .
        <concepts/area/R11> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "R11" ;
            skos:broader <concepts/area/FR> ; skos:prefLabel "Île-de-France"@fr .
        <concepts/area/R84> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "R84" ;
            skos:broader <concepts/area/FR> ; skos:prefLabel "Auvergne-Rhône-Alpes"@fr .
        <concepts/area/D01> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "D01" ;
            skos:broader <concepts/area/R84> ; skos:prefLabel "Ain"@fr .
        <concepts/area/D69> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "D69" ;
            skos:broader <concepts/area/R84> ; skos:prefLabel "Rhône, avec \"Lyon\""@fr .
        <concepts/area/2A%2FB.c> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "2A/B.c" ;
            skos:broader <concepts/area/FR> ; skos:prefLabel "Corse, du Sud"@fr .
        <concepts/area/R99> a skos:Concept ; skos:inScheme <concepts/area> ; skos:notation "R99" ;
            skos:broader <concepts/area/FR> ; skos:prefLabel "Ailleurs"@fr .
        """;

    private const string Sexes = Metadata +
        """
        <concepts/sex> a skos:ConceptScheme ; skos:prefLabel "Sexe"@fr, "Sex"@en .
        <concepts/sex/F> a skos:Concept ; skos:inScheme <concepts/sex> ; skos:prefLabel "Femmes"@fr, "Women"@en .
        <concepts/sex/M> a skos:Concept ; skos:inScheme <concepts/sex> ; skos:prefLabel "Hommes"@fr, "Men"@en .
        """;

    private const string Lineage = Metadata +
        """
        <runs/run-1> a ls:Run ; rdfs:label "Première exécution"@fr, "First run"@en ;
            ls:usesModelVersion <models/home/versions/1.0.0> .
        """;

    private const string Models = Metadata +
        """
        <models/home> a ls:Model ; rdfs:label "Détection du domicile"@fr, "Home detection"@en .
        <models/home/versions/1.0.0> a ls:ModelVersion ; rdfs:label "Home detection 1.0.0"@en ; ls:modelOf <models/home> .
        """;

    private const string Experiments = Metadata +
        """
        <experiments/mobile> a ls:Experiment ; rdfs:label "Téléphonie mobile"@fr, "Mobile phones"@en .
        """;

    private const string Foreign = Metadata +
        """
        @prefix ex: <http://stats.example.org/> .
        ex:life a qb:DataSet ; rdfs:label "Healthy life expectancy"@en ; qb:structure ex:life-structure .
        ex:life-structure a qb:DataStructureDefinition ;
            qb:component [ qb:dimension ex:area ; qb:order 1 ], [ qb:dimension ex:period ; qb:order 2 ], [ qb:measure ex:years ] .
        ex:area a qb:DimensionProperty ; rdfs:label "area"@en .
        ex:period a qb:DimensionProperty ; rdfs:label "period"@en ;
            rdfs:subPropertyOf sd:refPeriod .
        ex:years a qb:MeasureProperty ; rdfs:label "years"@en .
        <http://stats.example.org/id/area/S12000005> rdfs:label "Clackmannanshire"@en .
        """;

    /// <summary>Publishes both cubes into a store.</summary>
    /// <param name="store">The store.</param>
    public static void Publish(Store store)
    {
        PublishPopulation(store, "1.0.0", Areas[..3]);
        PublishPopulation(store, "1.1.0", Areas);
        PublishLife(store);
    }

    /// <summary>The value of a cell of the own cube; null where it is missing.</summary>
    public static string? Value(int area, int year, int sex) => area == 4 && year == 2019 && sex == 1
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(area + 1) * 10}.{year - 2010}{sex}");

    private static void PublishPopulation(Store store, string version, string[] areas)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        Iri root = store.Options.Base;
        foreach ((string graph, string text) in (ReadOnlySpan<(string, string)>)
        [
            ("concepts/area", Concepts), ("concepts/sex", Sexes), ("runs/run-1", Lineage), ("models/home", Models),
            ("experiments/mobile", Experiments),
        ])
        {
            writer.AddGraph(Iri.FromTrusted(root.Text + graph), GraphRole.Metadata, Read(text, root));
        }

        var name = new DatasetVersionInfo("pop", Iri.FromTrusted(root.Text + "datasets/pop"), version);
        writer.AddGraph(
            Iri.FromTrusted($"{root.Text}datasets/pop/versions/{version}"), GraphRole.DatasetVersion, Read(Structure, root));
        CubeTableBuilder cells = writer.AddCube(name, new CubeSchema(
            [Sdmx("dimension#refArea"), Sdmx("dimension#refPeriod"), Sdmx("dimension#sex")],
            [Sdmx("measure#obsValue")],
            [Sdmx("attribute#obsStatus")]));
        foreach (string area in areas)
        {
            cells.DeclareCode(0, Concept(root, "area/" + Uri.EscapeDataString(area)), area);
        }

        for (int year = 2018; year <= 2020; year++)
        {
            cells.DeclareCode(1, Year(year), year.ToString(CultureInfo.InvariantCulture));
        }

        cells.DeclareCode(2, Concept(root, "sex/F"), "F");
        cells.DeclareCode(2, Concept(root, "sex/M"), "M");
        for (int i = 0; i < areas.Length * 6; i++)
        {
            (int area, int year, int sex) = (i / 6, 2018 + (i / 2 % 3), i % 2);
            string? value = Value(area, year, sex);
            cells.AddRow(
                [Concept(root, "area/" + Uri.EscapeDataString(areas[area])), Year(year), Concept(root, "sex/" + "FM"[sex])],
                [value is null ? null : new Literal(value, XsdVocabulary.Decimal)],
                [Sdmx("code#obsStatus-" + (value is null ? "M" : "A"))],
                Iri.FromTrusted(root.Text + "runs/run-1"));
        }

        writer.Commit();
    }

    private static void PublishLife(Store store)
    {
        const string Site = "http://stats.example.org/";
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        Iri root = store.Options.Base;
        var name = new DatasetVersionInfo("life", Iri.FromTrusted(Site + "life"), "1.0.0");
        writer.AddGraph(
            Iri.FromTrusted(root.Text + "datasets/life/versions/1.0.0"), GraphRole.DatasetVersion, Read(Foreign, root));
        CubeTableBuilder cells = writer.AddCube(name, new CubeSchema(
            [Iri.FromTrusted(Site + "area"), Iri.FromTrusted(Site + "period")], [Iri.FromTrusted(Site + "years")], []));
        string[] areas = ["S12000005", "S12000006"];
        string[] periods = ["2004", "2005"];
        foreach (string area in areas)
        {
            cells.DeclareCode(0, Iri.FromTrusted(Site + "id/area/" + area), area);
        }

        foreach (string period in periods)
        {
            cells.DeclareCode(1, Iri.FromTrusted(Site + "id/year/" + period), period);
        }

        for (int i = 0; i < 4; i++)
        {
            cells.AddRow(
                [Iri.FromTrusted(Site + "id/area/" + areas[i / 2]), Iri.FromTrusted(Site + "id/year/" + periods[i % 2])],
                [new Literal($"65.{i}", XsdVocabulary.Double)],
                [],
                ownIri: Iri.FromTrusted($"{Site}data/life/{areas[i / 2]}/{periods[i % 2]}"));
        }

        writer.Commit();
    }

    private static IEnumerable<Quad> Read(string turtle, Iri root)
    {
        var graph = new Graph();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(turtle));
        RdfReader.Read(stream, RdfFormat.Turtle, root, graph);
        return graph.Match(null, null, null);
    }

    private static Iri Sdmx(string name) => Iri.FromTrusted("http://purl.org/linked-data/sdmx/2009/" + name);

    private static Iri Concept(Iri root, string name) => Iri.FromTrusted(root.Text + "concepts/" + name);

    private static Literal Year(int year) => new(year.ToString(CultureInfo.InvariantCulture), XsdVocabulary.GYear);
}
