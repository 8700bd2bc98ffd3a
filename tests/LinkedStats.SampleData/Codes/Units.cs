namespace LinkedStats.SampleData.Codes;

/// <summary>The units of a statistical service that does not exist, and bodies that it works with.</summary>
internal static class Units
{
    public static readonly Unit Lab = new("innovation-lab", new Text("Laboratoire d'innovation", "Innovation lab"));
    public static readonly Unit Census =
        new("population-census", new Text("Unité Recensement de la population", "Population census unit"));
    public static readonly Unit Payroll = new(
        "payroll-declarations",
        new Text("Unité Salaires et déclarations sociales", "Wages and social declarations unit"));
    public static readonly Unit Labour =
        new("labour-market", new Text("Unité Emploi et marché du travail", "Employment and labour market unit"));
    public static readonly Unit LocalStudies =
        new("local-studies", new Text("Unité Études territoriales", "Local studies unit"));
    public static readonly Unit Prices =
        new("consumer-prices", new Text("Unité Prix et consommation", "Prices and consumption unit"));
    public static readonly Unit Education =
        new("education-studies", new Text("Unité Éducation et formation", "Education and training unit"));
    public static readonly Unit Methods =
        new("statistical-methods", new Text("Unité Méthodes statistiques", "Statistical methods unit"));
    public static readonly Unit Register =
        new("business-register", new Text("Unité Répertoire des entreprises", "Business register unit"));
    public static readonly Unit Computing =
        new("it-development", new Text("Centre de développement informatique", "IT development centre"));
    public static readonly Unit Operator =
        new("mobile-operator", new Text("Un opérateur de téléphonie mobile", "A mobile phone operator"));
    public static readonly Unit Retailer =
        new("retail-group", new Text("Un groupe de distribution", "A retail group"));
    public static readonly Unit University =
        new("university-laboratory", new Text("Un laboratoire universitaire", "A university laboratory"));
    public static readonly Unit EuropeanNetwork =
        new("essnet-big-data", new Text("Réseau européen ESSnet Big Data", "European network ESSnet Big Data"));

    /// <summary>The usual mixed team: the sponsor's experts with the lab's data scientists.</summary>
    /// <param name="sponsor">The unit that carries the experiment.</param>
    public static System.Collections.Immutable.ImmutableArray<TeamRole> Team(Unit sponsor) =>
    [
        new(sponsor, new Text("expertise du domaine et des données", "knowledge of the field and its data")),
        new(Lab, new Text("science des données et conduite du projet", "data science and running the project")),
    ];
}
