import Synchronization

/// The worker as the executor of its connections' tasks: no hop to another thread and back.
extension Worker {
    /// On the worker's own thread a job only joins the line that the turn works off.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if owner.load(ordering: .relaxed) == SystemCalls.currentThread() {
            jobs.append(job)
        } else {
            loop.async { [self] in turn { run(job) } }
        }
    }

    func enter() { owner.store(SystemCalls.currentThread(), ordering: .relaxed) }
    func leave() { owner.store(0, ordering: .relaxed) }

    func runJobs() {
        while !jobs.isEmpty {
            swap(&jobs, &running)
            for job in running { run(job) }
            running.removeAll(keepingCapacity: true)
        }
    }

    private func run(_ job: UnownedJob) {
        job.runSynchronously(on: asUnownedTaskExecutor())
    }
}
