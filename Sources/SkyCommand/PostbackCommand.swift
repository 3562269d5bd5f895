import ArgumentParser
import CSky
import Foundation
import Sky
import SkyProtocol

/// `sky postback`: what a postback says.
struct PostbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postback",
        abstract: "Tell what a postback says.",
        discussion: """
            The request's body is read from standard input, as the provider sent it. Printed are the kind of each \
            notification, what it says of its message, the fingerprint by which repeated ones are known, and all fields.
            """)

    @Option(help: "The provider whose postback it is.")
    var provider = AccountOptions.ProviderName.skycore

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        // More than any postback may have, so that the library says which limit that is.
        let body = try StandardInput.all(atMost: 16 << 20)
        var postback: UnsafeMutablePointer<sky_postback>?
        var error = sky_error()
        let status = body.withUnsafeBytes { bytes in
            let empty: StaticString = ""
            let start = bytes.baseAddress ?? UnsafeRawPointer(empty.utf8Start)
            return sky_parse_postback(
                provider.provider, start.assumingMemoryBound(to: CChar.self), UInt(bytes.count), &postback, &error)
        }
        guard status == SKY_OK, let postback else {
            Console.complain("\(LibraryFailure(error))")
            throw ExitCode(1)
        }
        defer { sky_postback_free(postback) }
        if json {
            guard let memory = sky_postback_json(postback) else {
                throw LibraryFailure(SKY_E_INTERNAL, "out of memory")
            }
            Console.print(String(cString: memory))
            sky_free(memory)
            return
        }
        PostbackReport(postback).print()
    }
}
