using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace LinkedStats.Benchmarks.Duck;

/// <summary>The rows of a generated cube without occupations as N-Triples.</summary>
/// <param name="Dataset">The cube.</param>
internal sealed record CellShape(string Dataset) : AnswerShape
{
    private const string Stats = "http://stats.example.org/";
    private const string Sdmx = "http://purl.org/linked-data/sdmx/2009/";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema#";
    private const int TextBytesMax = 256;

    // The columns of the generator's CSV.
    private const int Area = 0;
    private const int Period = 1;
    private const int Sex = 3;
    private const int Value = 4;
    private const int Count = 5;
    private const int Status = 6;

    private static readonly byte[] IriEnd = Utf8("> .\n");
    private static readonly byte[] DoubleEnd = Utf8($"\"^^<{Xsd}double> .\n");
    private static readonly byte[] IntegerEnd = Utf8($"\"^^<{Xsd}integer> .\n");
    private static readonly byte[] AreaStart = Utf8($"> <{Sdmx}dimension#refArea> <{Stats}area/");
    private static readonly byte[] PeriodStart = Utf8($"> <{Sdmx}dimension#refPeriod> <{Stats}period/");
    private static readonly byte[] SexStart = Utf8($"> <{Sdmx}dimension#sex> <{Stats}sex/");
    private static readonly byte[] ValueStart = Utf8($"> <{Sdmx}measure#obsValue> \"");
    private static readonly byte[] CountStart = Utf8($"> <{Stats}def#count> \"");
    private static readonly byte[] StatusStart =
        Utf8($"> <{Sdmx}attribute#obsStatus> <{Sdmx}code#obsStatus-");

    private readonly byte[] _fixed = Utf8(
        "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/linked-data/cube#Observation> .\n");

    private readonly byte[] _dataset =
        Utf8($"> <http://purl.org/linked-data/cube#dataSet> <{Stats}dataset/{Dataset}> .\n");

    /// <inheritdoc/>
    public override void Write(DbDataReader reader, IBufferWriter<byte> output)
    {
        while (reader.Read())
        {
            string area = reader.GetString(Area);
            string period = reader.GetString(Period);
            string sex = reader.GetString(Sex);
            byte[] subject = Utf8($"<{Stats}data/{Dataset}/{area}/{period}/{sex}");
            Write(output, subject, _fixed);
            Write(output, subject, _dataset);
            WriteText(output, subject, AreaStart, area, IriEnd);
            WriteText(output, subject, PeriodStart, period, IriEnd);
            WriteText(output, subject, SexStart, sex, IriEnd);
            WriteNumber(output, subject, ValueStart, reader.GetDouble(Value), DoubleEnd);
            WriteNumber(output, subject, CountStart, reader.GetInt32(Count), IntegerEnd);
            if (!reader.IsDBNull(Status) && reader.GetString(Status) is { Length: > 0 } status)
            {
                WriteText(output, subject, StatusStart, status, IriEnd);
            }
        }
    }

    private static void WriteText(IBufferWriter<byte> output, byte[] subject, byte[] start, string text, byte[] end)
    {
        Write(output, subject, start);
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(TextBytesMax)));
        output.Write(end);
    }

    private static void WriteNumber<T>(IBufferWriter<byte> output, byte[] subject, byte[] start, T value, byte[] end)
        where T : IUtf8SpanFormattable
    {
        Write(output, subject, start);
        value.TryFormat(output.GetSpan(TextBytesMax), out int length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
        output.Write(end);
    }

    private static void Write(IBufferWriter<byte> output, byte[] subject, byte[] rest)
    {
        output.Write(subject);
        output.Write(rest);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
