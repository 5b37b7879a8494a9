using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MomentsDnns.Cli.Tests;

/// <summary>
/// A headless Chromium with one page, driven by its DevTools protocol. Events of the page are kept: what it asks of the network, what
/// it writes to the console.
/// </summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _profile = new();
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new(Patience);
    private readonly List<JsonElement> _events = [];
    private int _commands;

    private Browser(string program)
    {
        ProcessStartInfo info = new(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank" })
            info.ArgumentList.Add(argument);
        _process = Process.Start(info)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        // The browser writes the port it took into its profile.
        string file = _profile["DevToolsActivePort"];
        while (!File.Exists(file) || !File.ReadAllText(file).Contains('\n', StringComparison.Ordinal))
        {
            if (_process.HasExited || _end.IsCancellationRequested) throw new InvalidOperationException($"{program} did not start: {_process.StandardError.ReadToEnd()}");
            Thread.Sleep(50);
        }

        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        using HttpClient client = new();
        JsonNode pages = JsonNode.Parse(client.GetStringAsync($"http://127.0.0.1:{File.ReadLines(file).First()}/json", _end.Token).Result)!;
        string address = (string)pages.AsArray().Single(p => (string?)p!["type"] == "page")!["webSocketDebuggerUrl"]!;
        _socket.ConnectAsync(new Uri(address), _end.Token).Wait();
        foreach (string domain in new[] { "Page", "Network", "Runtime", "Log" }) Send(domain + ".enable");
    }

    /// <summary>Starts one; skips the test where none is installed.</summary>
    public static Browser StartOrSkip()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null) Assert.Skip("no chromium is installed here; on Debian: apt-get install chromium");
        return new Browser(program!);
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public void Open(string path)
    {
        _events.Clear();
        Send("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });
        while (Events("Page.loadEventFired").Count == 0) Receive();
    }

    /// <summary>Sets the size of the page, the scheme that its reader prefers, and its medium.</summary>
    public void Show(int width, bool isDark = false, bool isPrint = false)
    {
        Send("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        Send("Emulation.setEmulatedMedia", new()
        {
            ["media"] = isPrint ? "print" : "screen",
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
    }

    /// <summary>The value of an expression of JavaScript.</summary>
    public JsonElement Evaluate(string expression)
    {
        JsonElement answer = Send("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        return answer.TryGetProperty("exceptionDetails", out JsonElement fault) ? throw new InvalidOperationException(fault.ToString())
            : answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Moves the mouse.</summary>
    public void Move(double x, double y) => Send("Input.dispatchMouseEvent", new() { ["type"] = "mouseMoved", ["x"] = x, ["y"] = y });

    /// <summary>Presses and releases a key by its name, such as ArrowRight.</summary>
    public void Press(string key, int code)
    {
        foreach (string type in new[] { "rawKeyDown", "keyUp" }) Send("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    /// <summary>What happened since the page was opened.</summary>
    /// <param name="method">The event's name.</param>
    public IReadOnlyList<JsonElement> Events(string method) => [.. _events.Where(e => e.GetProperty("method").GetString() == method).Select(e => e.GetProperty("params"))];

    /// <summary>Sends a command and waits for its answer.</summary>
    public JsonElement Send(string method, JsonObject? parameters = null)
    {
        int id = ++_commands;
        byte[] bytes = Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString());
        _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, _end.Token).Wait();
        JsonElement message;
        do message = Receive();
        while (!message.TryGetProperty("id", out JsonElement answered) || answered.GetInt32() != id);
        return message.TryGetProperty("result", out JsonElement result) ? result : throw new InvalidOperationException($"{method}: {message}");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _end.Dispose();
        for (int attempt = 0; attempt < 20 && Directory.Exists(_profile.Path); attempt++)
        {
            // Its children may still be writing.
            try { _profile.Dispose(); }
            catch (IOException) { Thread.Sleep(100); }
        }
    }

    private JsonElement Receive()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, _end.Token).Result;
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        JsonElement element = JsonDocument.Parse(message.ToArray()).RootElement;
        if (element.TryGetProperty("method", out _)) _events.Add(element);
        return element;
    }
}
