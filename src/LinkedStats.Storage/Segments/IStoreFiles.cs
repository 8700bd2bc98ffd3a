namespace LinkedStats.Storage.Segments;

/// <summary>What changes the files of a store, a step a call: the border at which tests stop a publication.</summary>
internal interface IStoreFiles
{
    /// <summary>Writes a file, in place of any that is there, and flushes its contents.</summary>
    void Write(string path, ReadOnlyMemory<byte> bytes);

    /// <summary>Renames a file, in place of any that has the new name.</summary>
    void Move(string from, string to);

    /// <summary>Deletes a file.</summary>
    void Delete(string path);

    /// <summary>Flushes the names in a folder: a file without its name is lost, however well it was flushed.</summary>
    void FlushFolder(string path);

    /// <summary>Appends to the commit log, which brings its own files to the disk.</summary>
    void Record(Action append);
}
