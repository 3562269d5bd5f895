import ArgumentParser
import FlyingFox
import FlyingSocks
import Foundation
import SkySandbox

/// The HTTP server around the sandbox, and the sender of its delivery reports.
struct SandboxServer {
    private static let path = "/API/wxml/1.3/index.php"

    let provider: SandboxProvider
    let cellcast: CellcastRoutes
    let port: UInt16
    let postbackURL: String?

    /// Serve until the process is ended.
    func run() async throws {
        let server = HTTPServer(address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled)
        await server.appendRoute("*") { request in try await handle(request) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listen(server) }
            group.addTask { try await announce(server) }
            if let postbackURL {
                group.addTask { try await PostbackDelivery(provider: provider, url: postbackURL).run() }
            }
            for delivery in cellcast.deliveries {
                let task = PostbackDelivery(
                    provider: delivery.outbox, url: delivery.url, contentType: "application/json")
                group.addTask { try await task.run() }
            }
            // Not waitForAll(): that would wait for announce(), which does not know yet that listening failed.
            for try await _ in group {}
        }
    }

    /// Serve; a port that cannot be had is told in words.
    private func listen(_ server: HTTPServer) async throws {
        do {
            try await server.run()
        } catch is SocketError {
            throw ValidationError("port \(port) cannot be listened on; --port 0 takes a free one")
        }
    }

    /// Say where the sandbox listens; programs that start it read this line.
    private func announce(_ server: HTTPServer) async throws {
        try await server.waitUntilListening()
        guard case .ip4(let ip, let port) = await server.listeningAddress else { return }
        Console.print("sandbox: listening on http://\(ip):\(port)\(Self.path)")
        Console.print("sandbox: Cellcast on http://\(ip):\(port)\(CellcastRoutes.path)")
    }

    /// Where a message is asked for that comes in.
    private static let inboundPath = "/inbound"

    private func handle(_ request: HTTPRequest) async throws -> HTTPResponse {
        if request.path == Self.inboundPath { return try await receive(request) }
        if let response = try await cellcast.answer(request) { return response }
        guard request.path == Self.path || request.path == "/API/wxml/1.3/" else {
            return HTTPResponse(statusCode: .notFound)
        }
        let body = try await request.bodyData
        let answer = await provider.answer(
            SandboxRequest(
                method: request.method.rawValue, query: request.target.query(percentEncoded: true),
                contentType: request.headers[.contentType] ?? "", body: [UInt8](body)),
            at: Console.milliseconds())
        Console.print("sandbox: \(request.method.rawValue) -> \(answer.code ?? "accepted")")
        return HTTPResponse(
            statusCode: .ok, headers: [.contentType: "text/xml; charset=utf-8"], body: Data(answer.body.utf8))
    }

    private func receive(_ request: HTTPRequest) async throws -> HTTPResponse {
        let query = request.target.query(percentEncoded: true)
        let form = request.method == .GET ? [UInt8](query.utf8) : [UInt8](try await request.bodyData)
        let answer = await provider.receive(form, at: Console.milliseconds())
        Console.print("sandbox: inbound -> \(answer.code ?? "accepted")")
        return HTTPResponse(
            statusCode: answer.code == nil ? .ok : .badRequest, headers: [.contentType: "text/plain"],
            body: Data(answer.body.utf8))
    }
}
