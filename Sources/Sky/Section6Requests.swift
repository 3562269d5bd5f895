import CSky
import SkyClient
import SkyDocument
import SkyProtocol

/// Begin a request for any action of the provider's, to be filled with the functions below and sent with sky_send().
///
/// Names of actions and parameters are matched without regard to case, `-` and `_`, and go out as the provider writes
/// them; what the library does not know goes out as you wrote it. ACTION and the credentials are added when it is sent.
/// docs/skycore-actions.md lists all actions with their parameters, docs/cellcast-calls.md those of Cellcast, whose
/// names may be paths ("v1/business/add") and may have a method in front ("GET reports").
///
/// The first thing that goes wrong while a request is built is remembered: sky_request_check() and sky_send() refuse
/// the request then, so that half of what was meant is never sent.
///
/// Threads: any thread; a request belongs to one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - action: the action's name, for example "sendSavedMMS".
///   - request: receives the request, to be freed with sky_request_free(); set to NULL on failure.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (NULL, or not a name) or SKY_E_INTERNAL.
@c public func sky_request_new(
    _ action: UnsafePointer<CChar>?, _ request: UnsafeMutablePointer<UnsafeMutablePointer<sky_request>?>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        guard let request else { throw Fault(SKY_E_ARGUMENT, "request: NULL") }
        request.pointee = nil
        let name = try Border.text(action, "action")
        guard CallName.isValid(name) else {
            throw Fault(SKY_E_ARGUMENT, "action: not a name: letters, digits, _, - and ., not more than 64")
        }
        request.pointee = Border.handle(Request(action: name))
    }
}

/// Free a request.
///
/// Threads: no other thread may be using the request. Since 0.1.0.
///
/// - Parameter request: the request; NULL is fine and does nothing.
@c public func sky_request_free(_ request: UnsafeMutablePointer<sky_request>?) {
    if let request { Unmanaged<Request>.fromOpaque(request).release() }
}

/// Add a parameter to a request, inside the element that was begun last.
///
/// A parameter that the provider's documents know is left out when it is sent if its value is empty. One that may be
/// given only once and is given twice is found by sky_request_check(); what Cellcast takes as an array is given by
/// several calls with the same name.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - name: the parameter's name, for example "MMSID"; copied.
///   - value: its value, UTF-8 up to the NUL; copied. NULL: the parameter is left out and nothing happens.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (NULL, or not a name), SKY_E_UTF8, SKY_E_TEXT (a control character), SKY_E_LIMIT
///   or SKY_E_INTERNAL.
@c public func sky_request_set(
    _ request: UnsafeMutablePointer<sky_request>?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let name = try Border.text(name, "name")
        guard let value = Border.optionalText(value) else { return }
        do throws(RequestFault) { try object.set(name, value) } catch { throw Fault(SendFailure(error)) }
    }
}

/// Add a file to a request: a picture for a call that takes one, such as Cellcast's send-mms.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - name: the parameter's name, for example "mms_file"; copied.
///   - content: the file's bytes; copied; NULL is SKY_E_ARGUMENT.
///   - length: how many, at most 8 MiB with all the rest.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (NULL, or not a name), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_set_file(
    _ request: UnsafeMutablePointer<sky_request>?, _ name: UnsafePointer<CChar>?, _ content: UnsafeRawPointer?,
    _ length: UInt, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let name = try Border.text(name, "name")
        guard let content else { throw Fault(SKY_E_ARGUMENT, "content: NULL") }
        guard length <= UInt(DocumentLimits.bytes) else {
            throw Fault(SKY_E_LIMIT, "content: larger than 8388608 bytes")
        }
        let bytes = UnsafeBufferPointer(start: content.assumingMemoryBound(to: UInt8.self), count: Int(length))
        do throws(RequestFault) { try object.setFile(name, bytes) } catch { throw Fault(SendFailure(error)) }
    }
}

/// Add an attribute to the element that was begun last and has not ended.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - name: the attribute's name; copied.
///   - value: its value, UTF-8 up to the NUL; copied. NULL: the attribute is left out and nothing happens.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (NULL, not a name, or no element has begun), SKY_E_UTF8, SKY_E_TEXT (a control
///   character), SKY_E_LIMIT or SKY_E_INTERNAL.
@c public func sky_request_set_attribute(
    _ request: UnsafeMutablePointer<sky_request>?, _ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let name = try Border.text(name, "name")
        guard let value = Border.optionalText(value) else { return }
        do throws(RequestFault) { try object.setAttribute(name, value) } catch { throw Fault(SendFailure(error)) }
    }
}

/// Begin an element that has others inside, for example SLIDE, CUSTOMTEXT or DATA. What follows lies in it until
/// sky_request_end().
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - name: the element's name; copied.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, SKY_E_ARGUMENT (NULL, or not a name), SKY_E_LIMIT (deeper than 32, the request counted) or
///   SKY_E_INTERNAL.
@c public func sky_request_begin(
    _ request: UnsafeMutablePointer<sky_request>?, _ name: UnsafePointer<CChar>?,
    _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        let name = try Border.text(name, "name")
        do throws(RequestFault) { try object.begin(name) } catch { throw Fault(SendFailure(error)) }
    }
}

/// End the element that was begun last.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - request: the request.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK, or SKY_E_ARGUMENT (NULL, or no element has begun).
@c public func sky_request_end(
    _ request: UnsafeMutablePointer<sky_request>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.change(request, error) { (object: Request) throws(Fault) in
        do throws(RequestFault) { try object.end() } catch { throw Fault(SendFailure(error)) }
    }
}

/// Say what is wrong with a request, without sending it.
///
/// What is missing, given too often, too long, of a wrong form or not to be combined is found for every action that the
/// library knows; of other actions only that the request was built without a fault. Where the provider has a code for
/// the fault, the error has it. The recipient's number is looked at when the request is sent.
///
/// Threads: one thread at a time. Since 0.1.0.
///
/// - Parameters:
///   - provider: whose rules to hold it against.
///   - request: the request.
///   - error: receives the details; may be NULL.
/// - Returns: SKY_OK if it can be sent as it is; else SKY_E_ARGUMENT, SKY_E_LIMIT, SKY_E_UTF8, SKY_E_TEXT or
///   SKY_E_INTERNAL.
@c public func sky_request_check(
    _ provider: sky_provider, _ request: UnsafePointer<sky_request>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    Border.run(error) { () throws(Fault) in
        let provider = try Border.provider(provider)
        guard let request else { throw Fault(SKY_E_ARGUMENT, "request: NULL") }
        let object = Unmanaged<Request>.fromOpaque(request).takeUnretainedValue()
        do throws(SendFailure) {
            try Client.check(object, for: provider, hasDefaultSender: false)
        } catch {
            throw Fault(error)
        }
    }
}

/// Send a request.
///
/// It is checked as sky_request_check() does before anything is sent. The recipient (TO, MOBILE; numbers) is brought
/// into international form with the client's region; a sender that the action needs and the request lacks is the
/// client's default sender. The outcome is one of those of sky_send_sms(), for actions that send nothing as well.
///
/// A result is given whenever sending was begun, also if nothing was answered; after what was refused before that it is
/// NULL.
///
/// Threads: any thread; one client may be used by many at once, a request by one. Since 0.1.0.
///
/// - Parameters:
///   - client: the client.
///   - request: the request; it is not changed and may be sent again.
///   - result: receives the result, to be freed with sky_result_free(); may be NULL if you do not want it.
///   - error: receives the details; may be NULL.
/// - Returns: the outcome; before sending SKY_E_ARGUMENT, SKY_E_UTF8, SKY_E_LIMIT, SKY_E_NUMBER, SKY_E_TEXT,
///   SKY_E_CONFIG (the rate file was spoilt) or SKY_E_INTERNAL.
@c public func sky_send(
    _ client: UnsafeMutablePointer<sky_client>?, _ request: UnsafePointer<sky_request>?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<sky_result>?>?, _ error: UnsafeMutablePointer<sky_error>?
) -> sky_status {
    result?.pointee = nil
    return Border.run(error) { () throws(Fault) in
        guard let client else { throw Fault(SKY_E_ARGUMENT, "client: NULL") }
        guard let request else { throw Fault(SKY_E_ARGUMENT, "request: NULL") }
        let sender = Unmanaged<Client>.fromOpaque(client).takeUnretainedValue()
        var report = sender.send(Unmanaged<Request>.fromOpaque(request).takeUnretainedValue())
        if let result { result.pointee = report.releaseAnswer()?.assumingMemoryBound(to: sky_result.self) }
        if let failure = report.failure { throw Fault(failure) }
    }
}

extension Border {
    /// Change a request; it remembers whatever the body refuses.
    static func change(
        _ request: UnsafeMutablePointer<sky_request>?, _ error: UnsafeMutablePointer<sky_error>?,
        _ body: (Request) throws(Fault) -> Void
    ) -> sky_status {
        run(error) { () throws(Fault) in
            guard let request else { throw Fault(SKY_E_ARGUMENT, "request: NULL") }
            let object = Unmanaged<Request>.fromOpaque(request).takeUnretainedValue()
            do throws(Fault) {
                try body(object)
            } catch {
                object.rememberRefusedCall()
                throw error
            }
        }
    }

    /// A request as C holds it; the handle owns it.
    static func handle(_ request: Request) -> UnsafeMutablePointer<sky_request> {
        Unmanaged.passRetained(request).toOpaque().assumingMemoryBound(to: sky_request.self)
    }
}
