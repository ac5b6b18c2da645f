package org.madaline.cli;

/// Says on Ctrl-C, or a request to terminate, what becomes of work of which nothing is kept yet: nobody waits for it.
final class StopNotice implements AutoCloseable {
    private final Terminal terminal;
    private final Thread hook = new Thread(this::tell, "stop notice");
    private volatile String text;

    StopNotice(Terminal terminal, String text) {
        this.terminal = terminal;
        this.text = text;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on this is said.
    void say(String other) {
        text = other;
    }

    /// From now on the work itself says what became of it.
    void leave() {
        text = "";
    }

    private void tell() {
        if (!text.isEmpty()) {
            terminal.line("%s", text);
            terminal.out().flush();
        }
    }

    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It runs already, and has nothing to say any more.
        }
    }
}
