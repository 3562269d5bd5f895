import ArgumentParser
import CSky
import Foundation
import Sky

/// Whose account is used, and how. The key is never on the command line, where every user of the machine could read it.
struct AccountOptions: ParsableArguments {
    /// The providers by name.
    enum ProviderName: String, ExpressibleByArgument, CaseIterable {
        case skycore
        case cellcast

        var provider: sky_provider { self == .skycore ? SKY_PROVIDER_SKYCORE : SKY_PROVIDER_CELLCAST }
    }

    @Option(help: "The provider.")
    var provider = ProviderName.skycore

    @Option(help: "The provider's address; default: SKY_URL in the environment, or else the provider's own.")
    var url: String?

    @Option(help: "A file with the API key; default: SKY_API_KEY in the environment.")
    var keyFile: String?

    @Option(name: .customLong("from"), help: "The sender; default: SKY_FROM in the environment, or else none.")
    var sender: String?

    @Option(help: "Two letters of the country that numbers without a country code are from.")
    var region: String?

    @Option(help: "Seconds that one message may take, all tries together.")
    var timeout = 30

    @Option(help: "Messages that may begin in a second; default: what the provider takes. 0: any number.")
    var rate: Double?

    @Option(help: "A file that shares the rate with all processes of this machine that name it.")
    var rateFile: String?

    @Option(help: "Refuse texts that take more segments.")
    var maxSegments: Int32?

    @Option(name: .customLong("ca-file"), help: "The file with the certificates to trust; default: the system's.")
    var certificates: String?

    /// What is not UTF-8 on the command line has been repaired by now, and a repaired text is not what was meant.
    func validate() throws {
        let words = CommandLine.unsafeArgv
        for index in 0..<Int(CommandLine.argc) {
            guard let word = words[index], String(validatingCString: word) == nil else { continue }
            throw ValidationError("argument \(index) is not valid UTF-8")
        }
    }

    /// The account, set up.
    func account() throws -> Account {
        let account = try Account(provider.provider, key: try key())
        let milliseconds = Int64(timeout).multipliedReportingOverflow(by: 1000)
        try account.set { sky_client_set_timeout_ms($0, milliseconds.overflow ? 0 : milliseconds.partialValue, $1) }
        if let url = url ?? setting("SKY_URL") { try account.set { sky_client_set_url($0, url, $1) } }
        if let sender = sender ?? setting("SKY_FROM") {
            try account.set { sky_client_set_default_sender($0, sender, $1) }
        }
        if let region { try account.set { sky_client_set_default_region($0, region, $1) } }
        if let rate { try account.set { sky_client_set_rate($0, rate, 1, $1) } }
        if let rateFile { try account.set { sky_client_set_rate_file($0, rateFile, $1) } }
        if let maxSegments { try account.set { sky_client_set_max_segments($0, maxSegments, $1) } }
        if let certificates { try account.set { sky_client_set_ca_file($0, certificates, $1) } }
        return account
    }

    private func key() throws -> String {
        guard let keyFile else {
            guard let key = setting("SKY_API_KEY") else {
                throw ValidationError("there is no API key: set SKY_API_KEY, or give --key-file")
            }
            return key
        }
        do {
            return try String(contentsOfFile: keyFile, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw ValidationError("--key-file: \(keyFile) cannot be read")
        }
    }

    /// A setting from the environment; nil if it is empty or not there.
    private func setting(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
