import CPlatform

/// A file through which all processes of a machine keep one rate.
///
/// It has `RateState.size` bytes: 7 bytes "SKYRATE" and one for the version, "1"; at 16 the boot of the system in which
/// it was written, as the kernel spells it; at 64 the words of `RateState`. A file from an earlier boot begins anew,
/// because the clock does.
///
/// Who can write to the file could stop all sending, or make it exceed the rate, so only the user's own files are
/// taken, and nothing that is not empty or a rate file is ever written to.
enum RateFile {
    private static let magic: StaticString = "SKYRATE1"
    private static let bootOffset = 16
    private static let bootLength = 36
    /// How often the lock is tried, with a millisecond between: it is held for some microseconds.
    private static let lockTries = 2000

    /// Map a file, which is made if there is none.
    ///
    /// - Parameter path: with a NUL at its end.
    /// - Throws: `.config` with what is wrong and how to mend it.
    static func open(_ path: [UInt8]) throws(SendFailure) -> RateState {
        let descriptor = try ready(path, mayMake: true)
        defer { close(descriptor) }
        guard let state = RateState.make(of: descriptor, path: path) else {
            throw SendFailure(.config, "path: cannot be mapped; name a file on a local file system")
        }
        return state
    }

    /// Open a file, check it, and write its header if it is empty or from an earlier boot. The caller closes it.
    static func ready(_ path: [UInt8], mayMake: Bool) throws(SendFailure) -> Int32 {
        let descriptor = try opened(path, mayMake: mayMake)
        do throws(SendFailure) {
            try check(descriptor)
            let boot = currentBoot()
            if try isReady(descriptor, boot) { return descriptor }
            try lock(descriptor)
            // Meanwhile another process may have done the work.
            if try !isReady(descriptor, boot) { try begin(descriptor, boot) }
            sky_unlock(descriptor)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    // MARK: - Whose file it is

    private static func opened(_ path: [UInt8], mayMake: Bool) throws(SendFailure) -> Int32 {
        // O_NONBLOCK: a FIFO is refused below, not waited for.
        let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | (mayMake ? O_CREAT : 0)
        let descriptor = path.withUnsafeBytes { bytes -> Int32 in
            guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
            return sky_open(name, flags, 0o600)
        }
        guard descriptor >= 0 else { throw refusal(ofOpening: __errno_location().pointee) }
        return descriptor
    }

    private static func check(_ descriptor: Int32) throws(SendFailure) {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw SendFailure(.config, "path: cannot be looked at") }
        guard facts.st_mode & 0o170000 == 0o100000 else {
            throw SendFailure(.config, "path: not a regular file; name a file of its own for the rate")
        }
        guard facts.st_uid == geteuid() || facts.st_uid == 0 else {
            throw SendFailure(
                .config, "path: the file belongs to another user; give it to this one with chown, or name another")
        }
        guard facts.st_mode & 0o022 == 0 else {
            throw SendFailure(.config, "path: other users may write to the file; take that away with chmod 600")
        }
        guard facts.st_nlink <= 1 else {
            throw SendFailure(.config, "path: the file has a second name (a hard link); name a file of its own")
        }
        guard facts.st_size == 0 || facts.st_size == RateState.size else { throw notOurs }
    }

    private static func refusal(ofOpening code: Int32) -> SendFailure {
        switch code {
        case ENOENT, ENOTDIR: return SendFailure(.config, "path: the directory that it names is not there; make it")
        case ELOOP: return SendFailure(.config, "path: a symbolic link; name the file itself")
        case EISDIR: return SendFailure(.config, "path: a directory; name a file in it")
        case ENXIO, ENODEV: return SendFailure(.config, "path: not a regular file; name a file of its own for the rate")
        case EACCES, EPERM:
            return SendFailure(.config, "path: this user may not read and write the file, or not make it there")
        case EROFS: return SendFailure(.config, "path: on a file system that cannot be written to; name another")
        case ENOSPC, EDQUOT: return SendFailure(.config, "path: no room for the file; name another")
        case ENAMETOOLONG: return SendFailure(.limit, "path: too long")
        default:
            var message = Message("path: the file cannot be opened; the system's error number is ")
            message.append(Int(code))
            return SendFailure(.config, message)
        }
    }

    // MARK: - What is in it

    /// Whether the file is one of this boot. One that never was used is not yet.
    private static func isReady(_ descriptor: Int32, _ boot: [UInt8]) throws(SendFailure) -> Bool {
        var bytes = [UInt8](repeating: 0, count: RateState.size)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, RateState.size, 0) }
        guard count >= 0 else { throw SendFailure(.config, "path: the file cannot be read") }
        guard count == RateState.size else { return false }
        if bytes.allSatisfy({ $0 == 0 }) { return false }
        let name = UnsafeBufferPointer(start: magic.utf8Start, count: magic.utf8CodeUnitCount)
        guard bytes.prefix(name.count &- 1).elementsEqual(name.dropLast()) else { throw notOurs }
        guard bytes[name.count &- 1] == name[name.count &- 1] else {
            throw SendFailure(.config, "path: written by another version of the library; name another file")
        }
        let writtenIn = bytes[bootOffset..<bootOffset &+ bootLength]
        // A process that cannot read the boot's name goes along with what it finds, and others with what it wrote.
        return writtenIn.elementsEqual(boot) || boot.allSatisfy({ $0 == 0 }) || writtenIn.allSatisfy({ $0 == 0 })
    }

    /// Write the header and words that were never used, in one piece: whoever reads finds all of it or nothing.
    private static func begin(_ descriptor: Int32, _ boot: [UInt8]) throws(SendFailure) {
        var bytes = [UInt8](repeating: 0, count: RateState.size)
        for index in 0..<magic.utf8CodeUnitCount { bytes[index] = magic.utf8Start[index] }
        for index in 0..<bootLength { bytes[bootOffset &+ index] = boot[index] }
        let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, RateState.size, 0) }
        guard count == RateState.size else {
            throw SendFailure(.config, "path: the file cannot be written to; is the file system full?")
        }
    }

    private static func lock(_ descriptor: Int32) throws(SendFailure) {
        for _ in 0..<lockTries {
            if sky_lock(descriptor) == 0 { return }
            guard __errno_location().pointee == EWOULDBLOCK || __errno_location().pointee == EINTR else {
                throw SendFailure(.config, "path: the file cannot be locked; name a file on a local file system")
            }
            var pause = timespec(tv_sec: 0, tv_nsec: 1_000_000)
            nanosleep(&pause, nil)
        }
        throw SendFailure(.config, "path: another program keeps the file locked; end it, or name another file")
    }

    /// The boot of the system, as the kernel spells it; zeros if it does not say.
    private static func currentBoot() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: bootLength)
        let descriptor = sky_open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return bytes }
        defer { close(descriptor) }
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, bootLength) }
        return count == bootLength ? bytes : [UInt8](repeating: 0, count: bootLength)
    }

    private static var notOurs: SendFailure {
        SendFailure(.config, "path: the file holds something else; name a file of its own for the rate, or delete it")
    }
}
