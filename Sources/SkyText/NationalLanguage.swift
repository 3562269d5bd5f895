/// The national language identifiers of 3GPP TS 23.038, section 6.2.1.2.4, for locking and single shift tables.
package enum NationalLanguage: UInt8, Sendable, CaseIterable {
    /// The default alphabet, or its extension table: nothing national.
    case none
    /// Annexes A.2.1 and A.3.1.
    case turkish
    /// Annex A.2.2. Has a single shift table only; as a locking table it is the default alphabet.
    case spanish
    /// Annexes A.2.3 and A.3.3.
    case portuguese
    /// Bengali and Assamese, annexes A.2.4 and A.3.4.
    case bengali
    /// Annexes A.2.5 and A.3.5.
    case gujarati
    /// Annexes A.2.6 and A.3.6.
    case hindi
    /// Annexes A.2.7 and A.3.7.
    case kannada
    /// Annexes A.2.8 and A.3.8.
    case malayalam
    /// Annexes A.2.9 and A.3.9.
    case oriya
    /// Annexes A.2.10 and A.3.10.
    case punjabi
    /// Annexes A.2.11 and A.3.11.
    case tamil
    /// Annexes A.2.12 and A.3.12.
    case telugu
    /// Annexes A.2.13 and A.3.13.
    case urdu
}
