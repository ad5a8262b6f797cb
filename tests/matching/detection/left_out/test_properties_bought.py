"""Who buys a building or land, also one with a name, buys no company; who buys its owner does."""

from __future__ import annotations

import pytest

from matching.detection.left_out.properties_bought import is_property


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "The Orbelina",
            "Tarvale Announces Acquisition of The Orbelina, a 184-Unit Multi-Family Residential Complex in Edmonton",
        ),
        (
            "Rialvo Village",
            "Hanbrook has sold Rialvo Village, a 92,000 sq ft shopping center in Clovis, California, to Langdale.",
        ),
        (
            "Rialvo Village",
            "Hanbrook sells Rialvo Village to Langdale. Hanbrook sold the 92,000 sq ft shopping center for $20m.",
        ),
        (
            "Rialvo Village",
            "Hanbrook sells Rialvo Village to Langdale. The 92,000 sq ft shopping center was built in 1998.",
        ),
        ("The Larks", "Morvane has acquired The Larks at Redhill, a 220-unit apartment community in Tampa."),
        (
            "Meridian Tower",
            "Kestwick has sold Meridian Tower, a 24-story, 310,000-square-foot office building in Tulsa.",
        ),
        ("Meridian Tower", "Kestwick buys the 24-story Meridian Tower in Tulsa."),
        ("Orsina Business Park", "Kestwick has acquired Orsina Business Park in Reno."),
        ("Orsina", "Kestwick buys Orsina, a portfolio of five industrial warehouses."),
        ("Redhill Apartments", "Kestwick sells Redhill Apartments for $12 million."),
        ("Larch Hollow", "Kestwick purchased Larch Hollow (a 64-acre tract of land near Waco)."),
        ("Corvena", "Langdale buys Corvena’s warehouse in Reno."),
        ("Corvena", "Corvena shopping center has been sold to Langdale."),
        ("Corvena", "Langdale buys the 184-unit apartment community Corvena."),
        ("Corvena", "Langdale buys Corvena, a gated apartment community and clubhouse in Reno."),
    ],
)
def test_a_building_or_land_is_no_company(name: str, text: str) -> None:
    """By its own name, or by what the text calls it before or behind that."""
    assert is_property(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Orbelina Properties", "Tarvale has acquired Orbelina Properties, which owns 12 apartment complexes."),
        ("Norlane REIT", "Kestwick to buy Norlane REIT, the owner of 40 shopping centers."),
        ("Norlane", "Kestwick to buy Norlane, an owner of office buildings in Tulsa."),
        ("Norlane", "Kestwick to buy Norlane, a shopping center owner with 40 malls."),
        ("Norlane", "Kestwick to buy Norlane, a self-storage company with 31 warehouses."),
        (
            "Copperline Brewing",
            "Langdale has bought Copperline Brewing, a brewery with a 40,000 square foot warehouse in Bend.",
        ),
        ("Copperline", "Langdale has bought Copperline, a maker of warehouse robots."),
        ("Copperline", "Langdale has bought Copperline, a robotics start-up that works in warehouses."),
        ("Copperline", "Langdale has bought Copperline, the warehouse software provider."),
        ("Copperline", "Langdale has bought Copperline warehouse management software maker Orin."),
        ("Copperline", "Langdale buys Copperline. Copperline employs 40 people in a 90,000 sq ft warehouse in Bend."),
        ("Copperline", "Langdale buys Copperline, a 30-store retailer in shopping centers."),
        ("Redhill Apartments Group", "Kestwick buys Redhill Apartments Group."),
        ("Copperline", "Langdale buys Copperline. The company will close the 92,000 sq ft warehouse."),
        ("Copperline", "Langdale has bought Copperline, a craft brewer. Its warehouse in Reno will stay open."),
        ("Copperline", "Langdale has bought Copperline, a toy importer, two warehouses and 40 trucks."),
        ("Copperline", "Langdale has bought Copperline, a commercial building products supplier."),
        ("Copperline", "Langdale has bought Copperline, a commercial property insurer."),
        ("Copperline", "Langdale has bought Copperline, a warehouse and distribution business."),
        ("Copperline", "Langdale has bought Copperline, a data warehouse vendor."),
        ("Copperline", "Langdale has bought Copperline, a cloud data warehouse."),
        ("Copperline", "Langdale has bought Copperline, a mall-based retailer of jewelry."),
        ("Copperline", "Langdale has bought Copperline, a furniture store and warehouse."),
        ("Copperline", "Langdale has bought Copperline, an apartment community with 120 employees."),
        ("Copperline", "Langdale has bought Copperline. The deal includes Copperline's warehouse in Reno."),
        ("Copperline", "Langdale has bought Copperline. Copperline's three warehouses will stay open."),
        ("Copperline", "Langdale has bought Copperline. Copperline warehouses in Reno are not affected."),
        ("Copperline", "Langdale has bought Copperline. The 40,000 square foot warehouse is located in Reno."),
        ("Copperline", "Langdale buys Copperline. Langdale also bought Copperline's warehouse in Reno."),
        ("Copperline", "Langdale buys Copperline. It also bought the 40,000 sq ft warehouse in Reno."),
        ("Copperline Winery", "Langdale has bought the 300-acre Copperline Winery, which employs 80 people."),
        ("Copperline Burgers", "Langdale has bought 120-unit Copperline Burgers for $80 million."),
        ("Copperline", "Langdale has bought the 40-unit Copperline, a burger chain."),
    ],
)
def test_who_owns_or_uses_properties_is_a_company(name: str, text: str) -> None:
    """Nor is one that only sits in a warehouse, or serves them."""
    assert not is_property(name, text)
