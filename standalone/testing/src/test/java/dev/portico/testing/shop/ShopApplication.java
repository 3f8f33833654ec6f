package dev.portico.testing.shop;

import dev.portico.chassis.PorticoService;

/// A service with one feature, to try the chassis on.
@PorticoService
public class ShopApplication {}
