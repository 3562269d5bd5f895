/* The module CSky has headers only; SwiftPM wants one source file. */
