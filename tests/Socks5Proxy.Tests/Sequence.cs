// One test counts the file descriptors of the process, and others load the machine: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
