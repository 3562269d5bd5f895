import ArgumentParser

/// The command `sky`.
@main
struct SkyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sky",
        abstract: "Text messages from the command line.",
        version: "0.1.0",
        subcommands: [
            SendCommand.self, BatchCommand.self, PostbackCommand.self, NumberCommand.self, TextCommand.self,
            SandboxCommand.self,
        ])
}
