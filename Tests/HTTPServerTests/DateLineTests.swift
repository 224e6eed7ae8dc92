import Testing

@testable import HTTPServer

@Suite struct DateLineTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
    ])
    func rendersFixdate(_ seconds: Int, _ text: String) {
        #expect(DateLine.render(seconds) == text)
    }

    @Test func lineFollowsTheSecond() {
        var line = DateLine()
        #expect(line.line(at: 0) == Array("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n".utf8))
        #expect(line.line(at: 1) != line.line(at: 0))
    }
}
