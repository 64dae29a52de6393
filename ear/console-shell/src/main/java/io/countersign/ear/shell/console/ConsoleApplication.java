package io.countersign.ear.shell.console;

import io.countersign.ear.shell.ShellApplication;
import jakarta.ws.rs.ApplicationPath;

/** The endpoints of every module at {@code /ajax-api}, where MLflow keeps its browser's twin of {@code /api}. */
@ApplicationPath("/ajax-api")
public class ConsoleApplication extends ShellApplication {}
