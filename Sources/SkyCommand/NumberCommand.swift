import ArgumentParser
import Foundation
import SkyNumbers

/// `sky number`: explain a number, or normalise a column of a CSV file.
struct NumberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "number",
        abstract: "Explain a phone number, or bring a column of them into the form that providers want.",
        discussion: """
            With numbers as arguments each is explained; the exit status is 1 if one cannot get messages.

            With --column it is a filter: a CSV file comes in on standard input and goes out on standard output with \
            that column as digits in international format. All other bytes stay as they are. How many numbers were \
            refused, and why, is said on standard error.
            """)

    /// What becomes of a row whose number is refused.
    enum Refused: String, ExpressibleByArgument, CaseIterable {
        case empty
        case keep
        case drop
    }

    @Argument(help: "The numbers to explain.")
    var numbers: [String] = []

    @Option(help: "Two letters of the country that numbers without a country code are from.")
    var region: String?

    @Option(help: "Filter: the column's name in the first line, or its place, 1 for the first.")
    var column: String?

    @Option(help: "Filter: a column with a region for each row.")
    var regionColumn: String?

    @Flag(help: "Filter: the first line is data; columns are named by their place.")
    var noHeader = false

    @Option(help: "Filter: the character between fields; \"tab\" for the tab.")
    var delimiter = Delimiter.comma

    @Option(
        help:
            """
            Filter: what a row with a refused number gets: an \(Refused.empty.rawValue) field, its number as it was \
            (keep), or nothing (drop).
            """
    )
    var refused = Refused.empty

    @Option(help: "Filter: append a column of this name with the reason of each refusal.")
    var reasons: String?

    @Flag(help: "Accept valid numbers only; without it possible ones are enough.")
    var valid = false

    @Flag(help: "Accept only types of numbers that receive text messages everywhere.")
    var sms = false

    func validate() throws {
        if let region, Self.region(region) == nil {
            throw ValidationError("\(region): not the two letters of a country that has phone numbers")
        }
        if (column == nil) == numbers.isEmpty {
            throw ValidationError(
                "give numbers to explain, or --column for a filter" + (numbers.isEmpty ? "" : ", not both"))
        }
    }

    func run() throws {
        let reader = NumberReading(region: region.flatMap(Self.region), requiresValid: valid, smsOnly: sms)
        guard let column else {
            let accepted = numbers.map { NumberExplanation(reader, $0).print() }
            if accepted.contains(false) { throw ExitCode(1) }
            return
        }
        var filter = NumberFilter(
            reader: reader, column: column, regionColumn: regionColumn, hasHeader: !noHeader, separator: delimiter.byte,
            refused: refused, reasons: reasons)
        do {
            try filter.run()
        } catch let error as CSVReader.Failure {
            throw ValidationError(error.words)
        }
        filter.tally.report()
    }

    /// A region that has a numbering plan, in either case.
    static func region(_ name: String) -> Region? {
        let region = Array(name.utf8).withUnsafeBufferPointer { Region($0)?.uppercased }
        return region.flatMap { $0.isSupported ? $0 : nil }
    }
}
