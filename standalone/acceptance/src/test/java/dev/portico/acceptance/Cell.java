package dev.portico.acceptance;

import java.util.List;
import java.util.concurrent.Callable;

/// One operation in one situation.
///
/// @param look what is wrong with the answer; nothing if it is as it should be
record Cell(Operation operation, String situation, Callable<List<String>> look) {}
