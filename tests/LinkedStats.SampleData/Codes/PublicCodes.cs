namespace LinkedStats.SampleData.Codes;

/// <summary>Codes that exist in the world: their letters and numbers are facts, only the figures are made up.</summary>
internal static class PublicCodes
{
    /// <summary>The code of totals, as SDMX writes it.</summary>
    public static readonly Code Total = new("_T", new Text("Ensemble", "Total"));

    /// <summary>Sex, with the SDMX codes.</summary>
    public static readonly CodeList Sex = CodeList.Of(
        "sex",
        new Text("Sexe", "Sex"),
        new Code("T", new Text("Ensemble", "Total")),
        "F|Femmes|Women",
        "M|Hommes|Men");

    /// <summary>The regions of 2016, by the official geographic code with an R before it.</summary>
    public static readonly CodeList Regions = CodeList.Of(
        "regions",
        new Text("Régions (2016)", "Regions (2016)"),
        new Code("FR", new Text("France", "France")),
        "R01|Guadeloupe|Guadeloupe",
        "R02|Martinique|Martinique",
        "R03|Guyane|French Guiana",
        "R04|La Réunion|Réunion",
        "R06|Mayotte|Mayotte",
        "R11|Île-de-France|Île-de-France",
        "R24|Centre-Val de Loire|Centre-Val de Loire",
        "R27|Bourgogne-Franche-Comté|Bourgogne-Franche-Comté",
        "R28|Normandie|Normandy",
        "R32|Hauts-de-France|Hauts-de-France",
        "R44|Grand Est|Grand Est",
        "R52|Pays de la Loire|Pays de la Loire",
        "R53|Bretagne|Brittany",
        "R75|Nouvelle-Aquitaine|Nouvelle-Aquitaine",
        "R76|Occitanie|Occitania",
        "R84|Auvergne-Rhône-Alpes|Auvergne-Rhône-Alpes",
        "R93|Provence-Alpes-Côte d'Azur|Provence-Alpes-Côte d'Azur",
        "R94|Corse|Corsica");

    /// <summary>The sections of NAF rev. 2, which are those of NACE rev. 2.</summary>
    public static readonly CodeList Naf = CodeList.Of(
        "naf",
        new Text("Sections de la NAF rév. 2", "Sections of NAF rev. 2"),
        Total,
        "A|Agriculture, sylviculture et pêche|Agriculture, forestry and fishing",
        "B|Industries extractives|Mining and quarrying",
        "C|Industrie manufacturière|Manufacturing",
        "D|Production et distribution d'électricité, de gaz, de vapeur et d'air conditionné" +
            "|Electricity, gas, steam and air conditioning supply",
        "E|Production et distribution d'eau ; assainissement, gestion des déchets et dépollution" +
            "|Water supply; sewerage, waste management and remediation activities",
        "F|Construction|Construction",
        "G|Commerce ; réparation d'automobiles et de motocycles" +
            "|Wholesale and retail trade; repair of motor vehicles and motorcycles",
        "H|Transports et entreposage|Transportation and storage",
        "I|Hébergement et restauration|Accommodation and food service activities",
        "J|Information et communication|Information and communication",
        "K|Activités financières et d'assurance|Financial and insurance activities",
        "L|Activités immobilières|Real estate activities",
        "M|Activités spécialisées, scientifiques et techniques|Professional, scientific and technical activities",
        "N|Activités de services administratifs et de soutien|Administrative and support service activities",
        "O|Administration publique|Public administration and defence; compulsory social security",
        "P|Enseignement|Education",
        "Q|Santé humaine et action sociale|Human health and social work activities",
        "R|Arts, spectacles et activités récréatives|Arts, entertainment and recreation",
        "S|Autres activités de services|Other service activities",
        "T|Activités des ménages en tant qu'employeurs ou producteurs pour usage propre" +
            "|Activities of households as employers or as producers for own use",
        "U|Activités extra-territoriales|Activities of extraterritorial organisations and bodies");

    /// <summary>Size classes by number of employees.</summary>
    public static readonly CodeList Sizes = CodeList.Of(
        "size-classes",
        new Text("Tranches d'effectif salarié", "Size classes by employees"),
        Total,
        "0|Aucun salarié|No employee",
        "1-9|1 à 9 salariés|1 to 9 employees",
        "10-49|10 à 49 salariés|10 to 49 employees",
        "50-249|50 à 249 salariés|50 to 249 employees",
        "GE250|250 salariés ou plus|250 employees or more");

    /// <summary>The major groups of ISCO-08, as Eurostat writes them.</summary>
    public static readonly CodeList Isco = CodeList.Of(
        "isco08",
        new Text("Grands groupes de la CITP-08", "Major groups of ISCO-08"),
        Total,
        "OC1|Directeurs, cadres de direction et gérants|Managers",
        "OC2|Professions intellectuelles et scientifiques|Professionals",
        "OC3|Professions intermédiaires|Technicians and associate professionals",
        "OC4|Employés de type administratif|Clerical support workers",
        "OC5|Personnel des services directs aux particuliers, commerçants et vendeurs|Service and sales workers",
        "OC6|Agriculteurs et ouvriers qualifiés de l'agriculture, de la sylviculture et de la pêche" +
            "|Skilled agricultural, forestry and fishery workers",
        "OC7|Métiers qualifiés de l'industrie et de l'artisanat|Craft and related trades workers",
        "OC8|Conducteurs d'installations et de machines, et ouvriers de l'assemblage" +
            "|Plant and machine operators and assemblers",
        "OC9|Professions élémentaires|Elementary occupations",
        "OC0|Professions militaires|Armed forces occupations");

    /// <summary>Cities, by the code of the commune.</summary>
    public static readonly CodeList Cities = CodeList.Of(
        "cities",
        new Text("Grandes villes, par code commune", "Large cities, by code of the commune"),
        total: null,
        "13055|Marseille|Marseille",
        "31555|Toulouse|Toulouse",
        "33063|Bordeaux|Bordeaux",
        "44109|Nantes|Nantes",
        "59350|Lille|Lille",
        "67482|Strasbourg|Strasbourg",
        "69123|Lyon|Lyon",
        "75056|Paris|Paris");

    /// <summary>The divisions of COICOP 1999.</summary>
    public static readonly CodeList Coicop = CodeList.Of(
        "coicop",
        new Text("Divisions de la COICOP", "Divisions of COICOP"),
        new Code("CP00", new Text("Ensemble", "All items")),
        "CP01|Produits alimentaires et boissons non alcoolisées|Food and non-alcoholic beverages",
        "CP02|Boissons alcoolisées et tabac|Alcoholic beverages and tobacco",
        "CP03|Articles d'habillement et chaussures|Clothing and footwear",
        "CP04|Logement, eau, gaz, électricité et autres combustibles" +
            "|Housing, water, electricity, gas and other fuels",
        "CP05|Meubles, articles de ménage et entretien courant|Furnishings, household equipment and maintenance",
        "CP06|Santé|Health",
        "CP07|Transports|Transport",
        "CP08|Communications|Communications",
        "CP09|Loisirs et culture|Recreation and culture",
        "CP10|Enseignement|Education",
        "CP11|Restaurants et hôtels|Restaurants and hotels",
        "CP12|Biens et services divers|Miscellaneous goods and services");
}
