import ArgumentParser
import Foundation

/// Where the sandbox posts what happens: an http or https URL with a host, so that a slip is told before messages are
/// waited for.
struct CallbackURL: ExpressibleByArgument {
    /// The URL as it was given.
    let text: String

    init?(argument: String) {
        guard let parts = URLComponents(string: argument), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false
        else { return nil }
        text = argument
    }
}
