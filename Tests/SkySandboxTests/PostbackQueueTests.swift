import Testing

@testable import SkySandbox

@Suite("Delivery of postbacks")
struct PostbackQueueTests {
    @Test("Nothing is delivered before it is due, and what is due first comes first")
    func order() {
        var queue = PostbackQueue()
        queue.append([postback("N202", due: 20), postback("N201", due: 10)])
        #expect(queue.next(at: 9) == nil)
        #expect(queue.next(at: 30)?.code == "N201")
        #expect(queue.next(at: 30)?.code == "N202")
        #expect(queue.next(at: 30) == nil)
    }

    @Test("What is not taken comes again after the delay, five times, then it is given up")
    func retries() {
        var queue = PostbackQueue(retryDelay: 300_000)
        queue.append([postback("N201", due: 0)])
        var now = 0
        for attempt in 0...PostbackQueue.retries {
            guard let due = queue.next(at: now) else {
                Issue.record("attempt \(attempt) did not come")
                return
            }
            #expect(due.attempts == attempt)
            #expect(queue.failed(due, at: now) == (attempt < PostbackQueue.retries))
            #expect(queue.next(at: now + 299_999) == nil)
            now += 300_000
        }
        #expect(queue.count == 0)
    }

    private func postback(_ code: String, due: Int) -> SandboxPostback {
        SandboxPostback(code: code, body: "", due: due)
    }
}

extension SandboxPostback: Equatable {
    public static func == (one: SandboxPostback, other: SandboxPostback) -> Bool {
        one.code == other.code && one.due == other.due
    }
}
