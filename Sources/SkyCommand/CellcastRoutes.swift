import FlyingFox
import Foundation
import SkySandbox

/// Cellcast's URLs: takes HTTP requests apart and puts answers together.
struct CellcastRoutes {
    /// Where calls are taken.
    static let path = "/api/v3/"
    /// Where a message is asked for that comes in.
    private static let inboundPath = "/cellcast/inbound"

    let provider: CellcastProvider
    /// Where callbacks wait, and where they go.
    let deliveries: [(outbox: PostbackOutbox, url: String)]

    /// A sandbox for an account, with what it needs to deliver callbacks.
    init(account: CellcastAccount, reportURL: String?, inboundURL: String?, retryDelay: Int) {
        let reports = reportURL.map { (outbox: PostbackOutbox(retryDelay: retryDelay), url: $0) }
        let inbound = inboundURL.map { (outbox: PostbackOutbox(retryDelay: retryDelay), url: $0) }
        deliveries = [reports, inbound].compactMap { $0 }
        provider = CellcastProvider(
            sandbox: CellcastSandbox(account: account), reports: reports?.outbox, inbound: inbound?.outbox)
    }

    /// Answer a request; nil if its path is none of these.
    func answer(_ request: HTTPRequest) async throws -> HTTPResponse? {
        let query = request.target.query(percentEncoded: true)
        if request.path == Self.inboundPath {
            let form = request.method == .GET ? [UInt8](query.utf8) : [UInt8](try await request.bodyData)
            return response(await provider.receive(form, at: Console.milliseconds()), to: "inbound")
        }
        guard request.path.hasPrefix("/api/") else { return nil }
        var call = CellcastHTTPRequest(method: request.method.rawValue, path: request.path)
        call.query = query
        call.appKey = request.headers[HTTPHeader("APPKEY")]
        call.authorization = request.headers[.authorization]
        call.contentType = request.headers[.contentType] ?? ""
        call.body = [UInt8](try await request.bodyData)
        return response(await provider.answer(call, at: Console.milliseconds()), to: Self.name(of: request.path))
    }

    /// The name of a call, for people. What could be a number or an id is not shown.
    private static func name(of path: String) -> String {
        let name = path.dropFirst(Self.path.count)
        let isPlain = path.hasPrefix(Self.path) && name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
        return isPlain ? String(name) : "other call"
    }

    private func response(_ answer: CellcastHTTPAnswer, to name: String) -> HTTPResponse {
        Console.print("sandbox: \(name) -> \(answer.code ?? "accepted")")
        var headers: HTTPHeaders = [.contentType: answer.contentType]
        if let seconds = answer.retryAfter { headers[HTTPHeader("Retry-After")] = "\(seconds)" }
        return HTTPResponse(
            statusCode: HTTPStatusCode(answer.status, phrase: Self.phrase(answer.status)), headers: headers,
            body: Data(answer.body.utf8))
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 200: return "OK"
        case 400: return "Bad Request"
        case 401: return "Unauthorized"
        case 404: return "Not Found"
        case 422: return "Unprocessable Entity"
        case 429: return "Too Many Requests"
        default: return "Internal Server Error"
        }
    }
}
