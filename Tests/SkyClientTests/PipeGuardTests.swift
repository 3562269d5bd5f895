import CPlatform
import Testing

@Suite("SIGPIPE and older versions of libcurl")
struct PipeGuardTests {
    @Test("A SIGPIPE that is raised between begin and end does not reach the host, and nothing is left behind")
    func keepsPipeSignalAway() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &before)
        let guarded = sky_pipe_guard_begin()
        var byte: UInt8 = 1
        // With SIGPIPE's default action the test run would end here.
        #expect(write(ends[1], &byte, 1) == -1 && __errno_location().pointee == EPIPE)
        sky_pipe_guard_end(guarded)
        var after = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &after)
        #expect(sigismember(&before, SIGPIPE) == sigismember(&after, SIGPIPE))
        var waiting = sigset_t()
        sigpending(&waiting)
        #expect(sigismember(&waiting, SIGPIPE) == 0)
    }

    @Test("A SIGPIPE that the host itself has waiting is not taken from it")
    func leavesHostsOwnSignal() {
        var pipeOnly = sigset_t()
        sigemptyset(&pipeOnly)
        sigaddset(&pipeOnly, SIGPIPE)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &pipeOnly, &before)
        pthread_kill(pthread_self(), SIGPIPE)
        sky_pipe_guard_end(sky_pipe_guard_begin())
        var waiting = sigset_t()
        sigpending(&waiting)
        #expect(sigismember(&waiting, SIGPIPE) == 1)
        var atOnce = timespec()
        sigtimedwait(&pipeOnly, nil, &atOnce)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
