package dev.portico.acceptance;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Two merchants with their customers, and the ways in: who may see what of whom.
record Scene(Wire wire, Doors doors, Callers callers, Estate victim, Estate stranger, String operatorKey) {

    static final String MERCHANT = "merchant";
    static final String CUSTOMER = "customer";

    /// The request as somebody sends it who may.
    Wire.Request allowed(Operation operation, Wire.Request request) {
        if (operation.isFor("anybody")) return doors.api(request);
        if (operation.isFor(MERCHANT)) return doors.api(request, victim.merchant.key());
        if (operation.isFor("operator")) return doors.api(request, operatorKey);
        if (operation.isFor("visitor")) return doors.portal(request, victim);
        if (operation.isFor("task")) return doors.portal(request, victim).with("Portico-Task", victim.taskToken());
        return doors.portal(request, victim, victim.first().session());
    }

    String session() {
        return victim.first().session();
    }

    /// Those who may ask, but not for what is the victim's.
    List<Asker> askers() {
        Person second = victim.second();
        Set<String> unseenBySecond = new HashSet<>(victim.first().words());
        unseenBySecond.addAll(stranger.hiddenFrom(victim));
        unseenBySecond.addAll(victim.keys);
        return List.of(
                key("another merchant's key", request -> doors.api(request, stranger.merchant.key())),
                key(
                        "another merchant's key, past the gateway",
                        request -> doors.service(request, callers.merchant(stranger, doors.serviceOf(request)))),
                new Asker(
                        "another customer of the merchant",
                        CUSTOMER,
                        victim,
                        second,
                        request -> doors.portal(request, victim, second.session()),
                        unseenBySecond),
                new Asker(
                        "another merchant's customer",
                        CUSTOMER,
                        stranger,
                        stranger.first(),
                        request ->
                                doors.portal(request, stranger, stranger.first().session()),
                        victim.hiddenFrom(stranger)),
                new Asker(
                        "another merchant's customer, past the gateway",
                        CUSTOMER,
                        stranger,
                        stranger.first(),
                        request -> doors.service(
                                request, callers.customer(stranger, stranger.first(), doors.serviceOf(request))),
                        victim.hiddenFrom(stranger)),
                new Asker(
                        "who has the same e-mail address at another merchant",
                        CUSTOMER,
                        stranger,
                        twin(),
                        request -> doors.portal(request, stranger, twin().session()),
                        victim.hiddenFrom(stranger)));
    }

    /// Who is a customer of both merchants, under the same e-mail address.
    Person twin() {
        return stranger.people.getLast();
    }

    Asker key(String who, UnaryOperator<Wire.Request> door) {
        return new Asker(who, MERCHANT, stranger, stranger.first(), door, victim.hiddenFrom(stranger));
    }

    Set<String> everything() {
        Set<String> all = new HashSet<>(victim.secrets());
        all.addAll(stranger.secrets());
        return all;
    }

    Set<String> everythingButPublic(Estate host) {
        Set<String> all = everything();
        all.removeAll(host.publicWords());
        return all;
    }

    Set<String> unseenByVisitors() {
        return everythingButPublic(victim);
    }

    /// What is said inside of the house, and what proxies say: nobody outside is to be believed.
    Map<String, String> forgedHeaders(Wire.Request request) {
        return Map.of(
                "Portico-Token", callers.merchant(victim, doors.serviceOf(request)),
                "X-Merchant-Id", victim.merchant.id(),
                "X-Customer-Id", victim.first().ids().get("customer_id"),
                "X-Forwarded-Host", victim.host(),
                "Forwarded", "for=127.0.0.1;host=" + victim.host() + ";proto=https",
                "X-Forwarded-For", "127.0.0.1",
                "X-Forwarded-Prefix", "/api",
                "X-Original-URL", request.target(),
                "X-Rewrite-URL", request.target(),
                "X-HTTP-Method-Override", "GET");
    }
}
