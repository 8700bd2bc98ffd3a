using LinkedStats.Storage;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Tests.Storage;

/// <summary>What happens at the step that a <see cref="FaultyFiles"/> stops at.</summary>
public enum Fault
{
    /// <summary>The step fails; later ones do not.</summary>
    Refused,

    /// <summary>The disk is full: nothing is written or appended from here on.</summary>
    DiskFull,

    /// <summary>The process dies: nothing happens from here on, and half-written bytes stay.</summary>
    Died,

    /// <summary>The machine stops: the process dies, and names that were not flushed are lost.</summary>
    PowerLost,
}

/// <summary>Files on the disk that fail at a given step: before, in the middle of, and after each call.</summary>
/// <param name="fault">What happens.</param>
/// <param name="stopAt">The step, from 1.</param>
internal sealed class FaultyFiles(Fault fault, int stopAt) : IStoreFiles
{
    private readonly Lock _gate = new();
    private readonly StoreFiles _real = StoreFiles.Instance;
    private readonly List<(string Folder, Action Undo)> _unflushed = [];
    private int _steps;

    /// <summary>Steps are counted from when this is set.</summary>
    public bool IsArmed { get; set; }

    /// <summary>True once the step was reached.</summary>
    public bool HasStopped { get; private set; }

    private bool IsDead => HasStopped && fault is Fault.Died or Fault.PowerLost;

    public void Write(string path, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            Action undo = UndoOf(path);
            Step(needsRoom: true);
            Step(needsRoom: true, () => WriteSome(bytes[..(bytes.Length / 2)]));
            Step(needsRoom: true, () => WriteSome(bytes));
            WriteSome(bytes);

            void WriteSome(ReadOnlyMemory<byte> some)
            {
                _real.Write(path, some);
                _unflushed.Add((Path.GetDirectoryName(path)!, undo));
            }
        }
    }

    public void Move(string from, string to)
    {
        lock (_gate)
        {
            Step(needsRoom: false);
            (Action undoFrom, Action undoTo) = (UndoOf(from), UndoOf(to));
            _real.Move(from, to);
            _unflushed.Add((Path.GetDirectoryName(to)!, undoTo + undoFrom));
        }
    }

    public void Delete(string path)
    {
        lock (_gate)
        {
            Step(needsRoom: false);
            Action undo = UndoOf(path);
            _real.Delete(path);
            _unflushed.Add((Path.GetDirectoryName(path)!, undo));
        }
    }

    public void FlushFolder(string path)
    {
        lock (_gate)
        {
            Step(needsRoom: false);
            _real.FlushFolder(path);
            _unflushed.RemoveAll(u => u.Folder == path);
        }
    }

    public void Record(Action append)
    {
        lock (_gate)
        {
            Step(needsRoom: true);
            append();
            Step(needsRoom: false);
        }
    }

    private static Action UndoOf(string path)
    {
        byte[]? before = File.Exists(path) ? File.ReadAllBytes(path) : null;
        return before is null ? () => File.Delete(path) : () => File.WriteAllBytes(path, before);
    }

    private void Step(bool needsRoom, Action? half = null)
    {
        bool isStop = IsArmed && ++_steps == stopAt && !HasStopped;
        if (isStop)
        {
            half?.Invoke();
            HasStopped = true;
            if (fault == Fault.PowerLost)
            {
                _unflushed.Reverse();
                _unflushed.ForEach(static u => u.Undo());
            }
        }

        if (isStop || IsDead || (HasStopped && fault == Fault.DiskFull && needsRoom && IsArmed))
        {
            throw new StoreException($"{fault} at step {_steps}.");
        }
    }
}
