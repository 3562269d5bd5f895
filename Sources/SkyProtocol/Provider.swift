/// The providers whose interfaces the library speaks. Raw values are those of `sky_provider`.
package enum Provider: UInt32 {
    /// Skycore's HTTP/XML messaging API, wxml 1.3.
    case skycore = 1
    /// Cellcast's REST/JSON API.
    case cellcast = 2
}
