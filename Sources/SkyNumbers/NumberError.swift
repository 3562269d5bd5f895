/// Why a number was refused and where: plain data that never holds the number or a part of it.
package struct NumberError: Error, Sendable {
    /// What is wrong.
    package let fault: NumberFault
    /// The status that libphonenumber's reading ended with.
    package let status: NumberStatus
    /// Byte offset in the input of the first byte at fault; nil if none can be named.
    package let offset: Int?
    /// The calling code, if it is known; 0 if not.
    package let callingCode: UInt16
    /// The main region of that calling code, or the unknown default region.
    package let region: Region?
    /// Digits too many (above 0) or missing (below 0) against the nearest possible length; 0 if that is not the fault.
    package let digitDifference: Int

    init(
        _ fault: NumberFault, _ status: NumberStatus, offset: Int? = nil, callingCode: UInt16 = 0,
        region: Region? = nil, digitDifference: Int = 0
    ) {
        self.fault = fault
        self.status = status
        self.offset = offset
        self.callingCode = callingCode
        self.region = region
        self.digitDifference = digitDifference
    }

    /// For a default region that is not even two letters, so that no `Region` can be made of it.
    package static let unknownRegion = NumberError(.unknownRegion, .invalidCountry)
}
