import SkySandbox

/// Delivers the sandbox's notifications one by one, each until the receiver answers HTTP 200 within ten seconds or five
/// retries have failed (docs/skycore.md, section 5.1).
struct PostbackDelivery {
    let provider: any PostbackSource
    let url: String
    /// The header Content-Type.
    var contentType = "text/xml; charset=utf-8"

    /// Deliver until the task is cancelled.
    func run() async throws {
        guard let sender = PostbackSender(url: url, contentType: contentType) else { throw SenderFailure() }
        while !Task.isCancelled {
            guard let postback = await provider.nextPostback(at: Console.milliseconds()) else {
                try await Task.sleep(nanoseconds: 20_000_000)
                continue
            }
            let status = sender.deliver(postback.body)
            if status == 200 {
                Console.print("sandbox: \(postback.code) delivered")
            } else if await provider.postbackFailed(postback, at: Console.milliseconds()) {
                Console.print("sandbox: \(postback.code) not taken (HTTP \(status)), will come again")
            } else {
                Console.print("sandbox: \(postback.code) given up after \(PostbackQueue.retries) retries")
            }
        }
    }

    /// libcurl could not be started.
    struct SenderFailure: Error, CustomStringConvertible {
        var description: String { "libcurl could not be started" }
    }
}
