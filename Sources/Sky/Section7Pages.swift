import CSky
import SkyClient
import SkyProtocol

/// Give which page of a list a result is.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives -1.
/// - Returns: the page's number, from 1 (of an empty list it may be 0); -1 if the answer says nothing of pages.
@c public func sky_result_page_number(_ result: UnsafePointer<sky_result>?) -> Int64 {
    Border.view(result).flatMap { ListPage($0) }.map { Int64($0.number) } ?? -1
}

/// Give how many pages the list has of which a result is one.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameter result: the result; NULL gives -1.
/// - Returns: the number of pages; -1 if the answer says nothing of pages.
@c public func sky_result_page_count(_ result: UnsafePointer<sky_result>?) -> Int64 {
    Border.view(result).flatMap { ListPage($0) }.map { Int64($0.count) } ?? -1
}

/// Make the request for the next page of the list of which a result is one page, to be sent with sky_send().
///
/// There is none behind the last page, and none if the page is empty or not the one that was asked for: a server that
/// does not heed the number of the page would keep the program going for ever.
///
/// Threads: any thread. Since 0.1.0.
///
/// - Parameters:
///   - result: a result of sky_send(); that of sky_parse_response() does not know what was asked for. NULL gives NULL.
///   - error: receives the details; may be NULL.
/// - Returns: a request that is yours, to be freed with sky_request_free(); NULL if there is no next page, with `error`
///   SKY_OK, or if memory ran out, with `error` SKY_E_INTERNAL.
@c public func sky_result_next_request(
    _ result: UnsafePointer<sky_result>?, _ error: UnsafeMutablePointer<sky_error>?
) -> UnsafeMutablePointer<sky_request>? {
    var next: UnsafeMutablePointer<sky_request>?
    _ = Border.run(error) { () throws(Fault) in
        do throws(RequestFault) {
            next = try Border.view(result).flatMap { ListPage($0) }?.nextRequest().map { Border.handle($0) }
        } catch {
            throw Fault(SendFailure(error))
        }
    }
    return next
}
