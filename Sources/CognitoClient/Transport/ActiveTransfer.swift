import CCurl

/// A transfer that libcurl is at: what has been sent and what has come. Lives on the loop's thread.
final class ActiveTransfer {
    let pending: PendingTransfer
    private let handle: UnsafeMutableRawPointer
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var sent = 0
    private var fields = ResponseFields()
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(_ pending: PendingTransfer, handle: UnsafeMutableRawPointer) {
        self.pending = pending
        self.handle = handle
    }

    deinit {
        gatehouse_list_free(headerList)
    }

    /// Whether libcurl has sent anything of the request.
    var mayHaveArrived: Bool { gatehouse_info_long(handle, CURLINFO_REQUEST_SIZE) > 0 }

    /// Sets the handle up. False if the request can't be sent as it should be.
    func prepare(_ configuration: TransportConfiguration) -> Bool {
        let request = pending.request
        let context = Unmanaged.passUnretained(self).toOpaque()
        var options = EasyOptions(handle: handle)
        guard buildHeaders(request.headers) else { return false }
        options.apply(configuration, to: request)
        options.headers(headerList)
        options.callback(
            CURLOPT_HEADERFUNCTION, Self.receiveField, CURLOPT_HEADERDATA, context)
        options.callback(CURLOPT_WRITEFUNCTION, Self.receiveBody, CURLOPT_WRITEDATA, context)
        if case .post(let bytes) = request.method {
            options.long(CURLOPT_POST, 1)
            options.long(CURLOPT_POSTFIELDSIZE, bytes.count)
            if request.isRepeatable {
                options.copyBody(bytes)
            } else {
                // When a reused connection dies unanswered, libcurl sends a request again by
                // itself unless it can't rewind the body: a reader without a seeker turns that
                // into an error.
                options.callback(
                    CURLOPT_READFUNCTION, Self.supplyBody, CURLOPT_READDATA, context)
            }
        }
        return options.areSet
    }

    /// What libcurl's result means.
    func outcome(_ result: CURLcode) -> PendingTransfer.Outcome {
        guard result == CURLE_OK else {
            let arrived = mayHaveArrived
            let kind =
                isTooLarge ? .tooLarge : TransportError.Kind(result, mayHaveArrived: arrived)
            return .failure(TransportError(kind, mayHaveArrived: arrived))
        }
        let status = gatehouse_info_long(handle, CURLINFO_RESPONSE_CODE)
        return .success(
            TransportResponse(status: status, headers: fields.kept, body: body))
    }

    private func buildHeaders(_ headers: [(name: String, value: String)]) -> Bool {
        // An empty value takes away what libcurl would add by itself.
        var lines = ["Accept:", "Expect:"]
        for (name, value) in headers {
            let line = "\(name): \(value)"
            guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return false }
            lines.append(line)
        }
        for line in lines { headerList = gatehouse_list_append(headerList, line) }
        return true
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> ActiveTransfer? {
        context.map { Unmanaged<ActiveTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let supplyBody: gatehouse_transfer_function = { buffer, size, count, context in
        guard let buffer, let transfer = transfer(context),
            case .post(let bytes) = transfer.pending.request.method
        else { return 0 }
        let part = bytes.dropFirst(transfer.sent).prefix(size * count)
        UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: part)
        transfer.sent += part.count
        return part.count
    }

    /// Any other result than the number of bytes makes libcurl end the transfer.
    private static let receiveField: gatehouse_transfer_function = { buffer, size, count, context in
        guard let buffer, let transfer = transfer(context) else { return 0 }
        let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
        transfer.isTooLarge = !transfer.fields.receive(line)
        return transfer.isTooLarge ? 0 : line.count
    }

    private static let receiveBody: gatehouse_transfer_function = { buffer, size, count, context in
        guard let buffer, let transfer = transfer(context) else { return 0 }
        let part = UnsafeRawBufferPointer(start: buffer, count: size * count)
        let room = transfer.pending.request.maximumBodyBytes - transfer.body.count
        transfer.isTooLarge = part.count > room
        if transfer.isTooLarge { return 0 }
        transfer.body.append(contentsOf: part)
        return part.count
    }
}
