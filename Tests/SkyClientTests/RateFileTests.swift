import CPlatform
import Foundation
import Testing

@testable import SkyClient

@Suite("Rate file")
struct RateFileTests {
    private let folder: URL
    private let path: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("rate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent("rate").path
    }

    private func open(_ path: String) throws(SendFailure) -> RateLimiter {
        var limiter = try RateLimiter()
        limiter.state = try RateFile.open(Array(path.utf8) + [0])
        limiter.pace = RatePace(perSecond: 10, burst: 1)
        return limiter
    }

    /// Why a file is refused; nil if it is taken.
    private func refusal(_ path: String) -> String? {
        do throws(SendFailure) {
            _ = try open(path)
            return nil
        } catch {
            #expect(error.status == .config)
            var text = [UInt8](repeating: 0, count: 256)
            text.withUnsafeMutableBufferPointer { room in
                if let start = room.baseAddress { error.details?.message.copy(to: start) }
            }
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    @Test("Two openings of one file keep one rate, and the file is the user's alone")
    func shared() throws {
        let first = try open(path)
        let second = try open(path)
        #expect(first.reserve(now: virtualStart, patience: second60).due == 0)
        #expect(second.reserve(now: virtualStart, patience: second60).due == 100 * millisecond)
        #expect(first.reserve(now: virtualStart, patience: second60).due == 200 * millisecond)
        var facts = stat()
        #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600 && facts.st_size == RateState.size)
        #expect(try bytes().starts(with: Array("SKYRATE1".utf8)))
    }

    @Test("What was taken is still taken after all have closed the file")
    func lasting() throws {
        do { _ = try open(path).reserve(now: virtualStart, patience: 0) }
        #expect(try open(path).reserve(now: virtualStart, patience: 0).wait == 100 * millisecond)
    }

    @Test("A file of another boot begins anew, one whose maker did not know its boot does not")
    func earlierBoot() throws {
        for (stamp, isAnew) in [(UInt8(ascii: "x"), true), (0, false)] {
            try? FileManager.default.removeItem(atPath: path)
            _ = try open(path).reserve(now: virtualStart, patience: 0)
            var old = try bytes()
            for index in 16..<52 { old[index] = stamp }
            try Data(old).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            #expect((try open(path).reserve(now: virtualStart, patience: 0).due == 0) == isAnew)
        }
    }

    @Test("An empty file and one of zeros, as a kill can leave it, are begun")
    func halfMade() throws {
        for size in [0, RateState.size] {
            try Data(repeating: 0, count: size).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            #expect(try open(path).reserve(now: virtualStart, patience: 0).due == 0)
            #expect(try bytes().starts(with: Array("SKYRATE1".utf8)))
        }
    }

    @Test("A file that holds something else is refused and left as it is")
    func somethingElse() throws {
        let noise = (0..<RateState.size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        for content in [[0x41], Array(noise.dropLast()), noise, noise + [0], Array(repeating: 0, count: 127)] {
            try Data(content).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o600)
            #expect(refusal(path)?.contains("holds something else") == true)
            #expect(try bytes() == content)
        }
        try FileManager.default.removeItem(atPath: path)
        _ = try open(path)
        var other = try bytes()
        other[7] = UInt8(ascii: "2")
        try Data(other).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        #expect(refusal(path)?.contains("another version") == true)
    }

    @Test("A file that others may write to is refused", arguments: [0o620, 0o602, 0o666, 0o660] as [mode_t])
    func writableByOthers(mode: mode_t) throws {
        _ = try open(path)
        chmod(path, mode)
        #expect(refusal(path)?.contains("chmod 600") == true)
    }

    @Test("A file that others may read is taken", arguments: [0o644, 0o640] as [mode_t])
    func readableByOthers(mode: mode_t) throws {
        _ = try open(path)
        chmod(path, mode)
        #expect(refusal(path) == nil)
    }

    @Test("Another user's file is refused", .enabled(if: geteuid() == 0))
    func anotherUser() throws {
        _ = try open(path)
        #expect(chown(path, 12_345, 12_345) == 0)
        #expect(refusal(path)?.contains("another user") == true)
    }

    @Test("Links, folders, FIFOs and sockets are refused without a wait")
    func wrongKind() throws {
        let manager = FileManager.default
        let link = folder.appendingPathComponent("link").path
        try manager.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(refusal(link)?.contains("symbolic link") == true)
        #expect(!manager.fileExists(atPath: path), "a link to nothing makes no file")
        _ = try open(path)
        #expect(refusal(link)?.contains("symbolic link") == true)
        let second = folder.appendingPathComponent("second").path
        try manager.linkItem(atPath: path, toPath: second)
        #expect(refusal(path)?.contains("hard link") == true)
        #expect(refusal(folder.path)?.contains("a directory") == true)
        let fifo = folder.appendingPathComponent("fifo").path
        #expect(mkfifo(fifo, 0o600) == 0)
        #expect(refusal(fifo)?.contains("not a regular file") == true)
        #expect(refusal("/dev/null")?.contains("not a regular file") == true)
        #expect(refusal(folder.path + "/none/rate")?.contains("make it") == true)
    }

    @Test("A lock that another keeps for ever is not waited for, once the file is begun not even looked at")
    func locked() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        let holder = sky_open(path, O_RDWR, 0)
        defer { close(holder) }
        #expect(sky_lock(holder) == 0)
        #expect(refusal(path)?.contains("locked") == true)
        let other = folder.appendingPathComponent("other").path
        _ = try open(other)
        let reader = sky_open(other, O_RDONLY, 0)
        defer { close(reader) }
        #expect(sky_lock(reader) == 0)
        #expect(refusal(other) == nil)
    }

    @Test("A file truncated while it is mapped is begun anew by whoever uses it next")
    func truncated() throws {
        let limiter = try open(path)
        let other = try open(path)
        let slot = try #require(limiter.reserve(now: virtualStart, patience: 0).slot)
        #expect(truncate(path, 0) == 0)
        #expect(!limiter.isValid(slot, now: virtualStart))
        limiter.giveBack(slot)
        limiter.slowDown(slot, wait: second, now: virtualStart)
        #expect(limiter.reserve(now: virtualStart, patience: 0).due == 0)
        #expect(other.reserve(now: virtualStart, patience: 0).wait == 100 * millisecond)
        #expect(refusal(path) == nil)
    }

    @Test("A file truncated and deleted while it is mapped ends no process, but all sending")
    func gone() throws {
        let limiter = try open(path)
        #expect(truncate(path, 0) == 0)
        try FileManager.default.removeItem(atPath: path)
        guard case .failed(let failure) = limiter.reserve(now: virtualStart, patience: 0) else {
            Issue.record("not noticed")
            return
        }
        #expect(failure.status == .config)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("Those that have a deleted file go on to share it; once there is another, all follow within a second")
    func replaced() throws {
        let first = try open(path)
        let second = try open(path)
        #expect(first.reserve(now: virtualStart, patience: 0).due == 0)
        #expect(second.reserve(now: virtualStart, patience: second60).due == 100 * millisecond)
        try FileManager.default.removeItem(atPath: path)
        let later = virtualStart + 3_000_000_000
        #expect(first.reserve(now: later, patience: 0).slot?.due == later)
        #expect(second.reserve(now: later, patience: second60).slot?.due == later + 100 * millisecond)
        #expect(!FileManager.default.fileExists(atPath: path))
        let third = try open(path)
        let last = later + 1_000_000_000
        #expect(third.reserve(now: last, patience: 0).slot?.due == last)
        #expect(first.reserve(now: last, patience: second60).slot?.due == last + 100 * millisecond)
        #expect(second.reserve(now: last, patience: second60).slot?.due == last + 200 * millisecond)
    }

    @Test("What was taken stays taken when the file is replaced")
    func carriedOver() throws {
        let limiter = try open(path)
        for _ in 0..<50 { _ = limiter.reserve(now: virtualStart, patience: second60) }
        try FileManager.default.removeItem(atPath: path)
        _ = try open(path)
        let last = virtualStart + 1_000_000_000
        #expect(limiter.reserve(now: last, patience: second60).due == 5 * 1_000_000_000)
    }

    @Test("What is put in its place is not followed if it would have been refused")
    func replacedByOthers() throws {
        let limiter = try open(path)
        try FileManager.default.removeItem(atPath: path)
        _ = try open(path)
        chmod(path, 0o666)
        #expect(limiter.reserve(now: virtualStart, patience: 0).due == 0)
        #expect(try bytes()[64...].allSatisfy { $0 == 0 })
    }

    @Test("Threads go on while the file is replaced again and again")
    func replacedUnderThreads() async throws {
        let limiter = try open(path).sharing(RatePace(perSecond: 1000, burst: 1))
        let granted = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    (0..<20_000).count { step in
                        let now = virtualStart + step * 20 * millisecond
                        return limiter.reserve(now: now, patience: 3600 * second).slot != nil
                    }
                }
            }
            group.addTask {
                for _ in 0..<50 {
                    unlink(path)
                    _ = try? open(path)
                    usleep(500)
                }
                return 0
            }
            return await group.reduce(0, +)
        }
        #expect(granted == 80_000)
        #expect(refusal(path) == nil)
    }

    @Test("No descriptor stays open, and nothing stays mapped")
    func nothingLeft() throws {
        func count(_ file: String, _ text: String) throws -> Int {
            let content = try FileHandle(forReadingFrom: URL(fileURLWithPath: file)).readToEnd() ?? Data()
            return String(decoding: content, as: UTF8.self).components(separatedBy: text).count - 1
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        do {
            let limiters = try (0..<50).map { _ in try open(path) }
            #expect(try count("/proc/self/maps", path) == 50)
            _ = refusal(folder.path + "/none/rate")
            #expect(limiters.count == 50)
        }
        #expect(try count("/proc/self/maps", path) == 0)
        #expect(abs(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count - before) < 10)
    }
}

private let second60 = 60 * second
