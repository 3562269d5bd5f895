import ArgumentParser
import CSky
import Sky

/// One batch on its way.
struct BatchRun {
    private let account: Account
    private let file: BatchFile
    private let batch: UnsafeMutablePointer<sky_batch>
    private var output: BatchOutput
    private var line = BatchProgressLine()
    private(set) var tally = BatchTally()

    /// A batch of no messages yet.
    init(_ account: Account, _ file: BatchFile, seconds: Int?) throws {
        var made: UnsafeMutablePointer<sky_batch>?
        var error = sky_error()
        guard sky_batch_new(account.client, &made, &error) == SKY_OK, let made else { throw LibraryFailure(error) }
        if let seconds {
            let milliseconds = Int64(seconds).multipliedReportingOverflow(by: 1000)
            let status = sky_batch_set_timeout_ms(made, milliseconds.overflow ? -1 : milliseconds.partialValue, &error)
            guard status == SKY_OK else {
                sky_batch_free(made)
                throw LibraryFailure(error)
            }
        }
        self.account = account
        self.file = file
        batch = made
        output = BatchOutput(separator: file.separator)
    }

    /// Send nothing; write the rows that would be refused.
    mutating func check() {
        defer { sky_batch_free(batch) }
        addRows()
        Console.complain("\(sky_batch_pending(batch)) would be sent, \(tally.done) refused")
    }

    /// How all of it ended, for scripts.
    var exitStatus: Int32 { output.hasLostRows ? 3 : tally.exitStatus }

    /// Send all, and write each row when its message has ended. The first interrupt has nothing more begin, a second
    /// one waits for nothing.
    mutating func send() throws {
        Console.outliveReaders()
        nonisolated(unsafe) let (batch, client) = (batch, account.client)
        // Neither call can fail: both are given what they want.
        let interrupts = Interrupts { isFirst in
            _ = isFirst ? sky_batch_cancel(batch, nil) : sky_client_cancel(client, nil)
        }
        defer {
            interrupts.end()
            sky_batch_free(batch)
        }
        addRows()
        while sky_batch_pending(batch) > 0 {
            try takeNext()
            line.update(batch)
        }
        line.clear()
        Console.complain(tally.description + (output.hasLostRows ? "; rows could not be written" : ""))
    }

    /// Add all rows that can be sent; write the others.
    private mutating func addRows() {
        if let header = file.header { output.write(header: header) }
        let shared = file.text.map(CText.init)
        for (number, row) in file.rows.enumerated() {
            do {
                try add(row, shared, tag: UInt64(number))
            } catch {
                end(row, MessageOutcome(refused: error))
            }
        }
    }

    private func add(_ row: BatchFile.Row, _ shared: CText??, tag: UInt64) throws(LibraryFailure) {
        guard !row.isTooLong else {
            throw LibraryFailure(SKY_E_ARGUMENT, "the row has more fields than the first line")
        }
        guard let to = row.to else { throw LibraryFailure(SKY_E_ARGUMENT, "to: the row has no such column") }
        guard let recipient = CText(to) else { throw LibraryFailure(SKY_E_NUMBER, "to: a NUL") }
        guard let text = shared ?? row.text.map(CText.init) else {
            throw LibraryFailure(SKY_E_ARGUMENT, "text: the row has no such column")
        }
        guard let text else { throw LibraryFailure(SKY_E_TEXT, "text: a NUL, which no message can hold") }
        try LibraryFailure.check {
            sky_batch_add(batch, recipient.characters, nil, text.characters, tag, $0)
        }
    }

    /// Drive the batch until a message has ended, or for half a second.
    private mutating func takeNext() throws {
        var tag: UInt64 = 0
        var result: UnsafeMutablePointer<sky_result>?
        var error = sky_error()
        let status = sky_batch_next(batch, 500, &tag, &result, &error)
        defer { sky_result_free(result) }
        guard result != nil else {
            guard status != SKY_OK else { return }
            let left = sky_batch_pending(batch)
            Console.complain("\(LibraryFailure(error)); of \(left) rows nobody can say how they ended")
            throw ExitCode(3)
        }
        end(file.rows[Int(clamping: tag)], MessageOutcome(status, result, error))
    }

    private mutating func end(_ row: BatchFile.Row, _ outcome: MessageOutcome) {
        line.clear()
        output.write(file.content(of: row), outcome)
        tally.count(outcome)
    }
}
