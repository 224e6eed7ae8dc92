import Testing

@testable import Gatehouse

@Suite struct DotEnvTests {
    @Test func everyFormOfALineIsRead() {
        let (values, faults) = DotEnv.parse(
            """
            # comment
            A=1
            export B = two words # comment
            C="x # y\\n\\"z\\""
            D='$literal \\n'
            E=
            F=a=b
            """, file: ".env")
        #expect(faults.isEmpty)
        #expect(
            values == [
                "A": "1", "B": "two words", "C": "x # y\n\"z\"", "D": "$literal \\n", "E": "",
                "F": "a=b",
            ])
    }

    @Test func aWrongLineIsAFaultWithItsNumber() {
        let (_, faults) = DotEnv.parse("A=1\nnonsense\nB=\"open\n1C=x", file: ".env")
        #expect(faults.map(\.name) == [".env:2", ".env:3", ".env:4"])
    }
}
