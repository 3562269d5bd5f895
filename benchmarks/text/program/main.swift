import SkyText

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Nanoseconds of a clock that only goes forward.
func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// The median of five rounds of at least 40 ms, in nanoseconds a call.
func nanoseconds(_ body: () -> Void) -> Double {
    var rounds: [Double] = []
    for _ in 0..<5 {
        var calls = 0
        let start = now()
        var elapsed: UInt64 = 0
        while elapsed < 40_000_000 {
            for _ in 0..<16 { body() }
            calls += 16
            elapsed = now() &- start
        }
        rounds.append(Double(elapsed) / Double(calls))
    }
    return rounds.sorted()[2]
}

let samples: [(name: String, text: String)] = [
    ("ASCII", "Your parcel arrives today between 14:00 and 16:00. Track it at example.com/t/4711 or reply STOP. "),
    (
        "ASCII, escaped",
        "Prices [from] {today} ~5% \\ off | now ^ go, see [list] or {menu} for details of each [offer] ok? "
    ),
    ("Latin", "Größe für München: 20 Stück à 5 €, schöne Grüße, dein Team. Señor Ñandú está aquí, é à ù ì ò Ç. "),
    (
        "Latin, curly",
        "“Don’t miss it” – says Zoë… the café’s crème brûlée is back from today, only until Sunday evening. "
    ),
    (
        "Cyrillic",
        "Ваш заказ доставят сегодня с 14:00 до 16:00. Отследить посылку можно на сайте example.com. Спасибо! "
    ),
    ("Emoji", "👍🏽🎉🇳🇿👩‍👩‍👧‍👦 ok 😀😃😄😁 see you 🚀🚀 thanks ❤️ love 🥝🥑 bye 👋🏾 "),
]

func measured(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(TextError) -> Int) -> Double {
    bytes.withUnsafeBufferPointer { buffer in
        var sum = 0
        let time = nanoseconds { sum &+= (try? body(buffer)) ?? 0 }
        if sum == 42 { print("") }
        return time
    }
}

func column(_ value: Double, _ digits: Int = 0) -> String {
    let scaled = digits == 0 ? String(Int(value.rounded())) : String((value * 10).rounded() / 10)
    return String(repeating: " ", count: max(0, 12 - scaled.count)) + scaled
}

// `text-benchmark --measure`: reads lines `text in hexadecimal UTF-8`, writes `encoding units segments` and the lengths
// of the parts in characters, for comparing with other implementations.
if CommandLine.arguments.dropFirst().first == "--measure" {
    while let line = readLine() {
        var bytes: [UInt8] = []
        var rest = Substring(line)
        while rest.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        bytes.withUnsafeBufferPointer { text in
            do throws(TextError) {
                let info = try TextMeter.measure(text)
                var splitter = try TextSplitter(text)
                var lengths: [String] = []
                while let part = splitter.next() {
                    let end = part.offset + part.length
                    lengths.append(
                        String(String(decoding: text[part.offset..<end], as: UTF8.self).unicodeScalars.count))
                }
                print("\(info.encoding) \(info.units) \(info.segments) \(lengths.joined(separator: ","))")
            } catch {
                print("error \(error.kind) \(error.offset) ")
            }
        }
    }
    exit(0)
}

let header = ["measure ns", "measure MB/s", "split ns", "clusters ns", "simplify ns"]
print("text".padded(34) + header.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined())
for size in [160, 1_600, 1_000_000] {
    for sample in samples where sample.name.hasPrefix(CommandLine.arguments.dropFirst().first ?? "") {
        var text = ""
        while text.utf8.count < size { text += sample.text }
        let bytes = Array(text.utf8)
        let measure = measured(bytes) { text throws(TextError) in try TextMeter.measure(text).units }
        var line = "\(sample.name), \(bytes.count) bytes".padded(34)
        line += column(measure) + " " + column(Double(bytes.count) * 1_000 / measure)
        if size < 100_000 {
            for clusters in [false, true] {
                line += " "
                line += column(
                    measured(bytes) { text throws(TextError) in
                        var splitter = try TextSplitter(text, keepingClusters: clusters)
                        var parts = 0
                        while splitter.next() != nil { parts += 1 }
                        return parts
                    })
            }
            line += " "
            line += column(
                measured(bytes) { text throws(TextError) in
                    var output: [UInt8] = []
                    try TextSimplifier(text).append(to: &output)
                    return output.count
                })
        }
        print(line)
    }
}

extension String {
    /// Filled with spaces to a width.
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
