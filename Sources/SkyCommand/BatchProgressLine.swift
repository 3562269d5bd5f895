import CSky
import Foundation
import Sky

/// One line on a terminal that says how far a batch is.
struct BatchProgressLine {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var lastShown = 0
    private var isVisible = false
    private static let interval = 500

    /// Say how far it is, if it was said half a second ago or longer.
    mutating func update(_ batch: UnsafeMutablePointer<sky_batch>) {
        let now = Console.milliseconds()
        guard isShown, now - lastShown >= BatchProgressLine.interval else { return }
        lastShown = now
        isVisible = true
        var progress = sky_batch_progress()
        guard sky_batch_get_progress(batch, &progress, nil) == SKY_OK else { return }
        write(BatchProgressLine.words(progress))
    }

    /// Take it away, so that something else may stand there.
    mutating func clear() {
        if isVisible { write("") }
        isVisible = false
    }

    private func write(_ words: String) {
        Console.show("\r\u{1B}[K\(words)")
    }

    private static func words(_ progress: sky_batch_progress) -> String {
        let unhappy = progress.rejected + progress.not_sent + progress.cancelled
        var words = "\(progress.done) of \(progress.total): \(progress.accepted) accepted, \(unhappy) not"
        if progress.unknown > 0 { words += ", \(progress.unknown) unknown" }
        words += String(format: ", %.0f/s", progress.rate_per_second)
        if progress.time_left_ms >= 0 { words += ", \((progress.time_left_ms + 999) / 1000) s left" }
        return words
    }
}
