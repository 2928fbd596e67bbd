"""Every limit of a run by name; the name is written into the evidence when it bites."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and counts. The defaults are ours, chosen to keep one bad server from hurting a run."""

    connect_seconds: float = 10.0
    response_seconds: float = 20.0
    """From the start of a request to its headers."""
    total_seconds: float = 45.0
    """From the start of a request to the end of its body."""
    page_bytes: int = 8 << 20
    """Of an HTML body, after decompression."""
    sniff_bytes: int = 4 << 10
    """Asked of images and attachments, whose first bytes tell what they are."""
    look_bytes: int = 128 << 10
    """Read of an outside page that is looked at."""
    resource_bytes: int = 1 << 20
    """Kept of a style sheet or script file of the site, after decompression."""
    header_bytes: int = 128 << 10
    expansion: int = 200
    """Decompressed bytes per received byte beyond which a body is a bomb."""
    redirects: int = 10
    phases: int = 3
    """Passes over a failing target: one in the crawl, the rest after the last round."""
    round_pages: int = 1000
    own_files: int = 1_000_000
    """Images, attachments and other files of the site that are asked for, in the order of discovery."""
    query_pages: int = 200
    """Pages of one path under different query strings."""
    random_directories: int = 12
    """Directories whose answer to an impossible path is asked."""
    attachments: int = 200
    """Documents of the site whose text is read, in the order of discovery."""
    attachments_bytes: int = 300 << 20
    """Received of all of them together; what is left when it is reached is not read."""
    attachment_bytes: int = 20 << 20
    """Received of one document; a larger one is not read."""
    attachment_unpacked: int = 100 << 20
    """Unpacked of the parts of one document."""
    attachment_memory: int = 1 << 30
    """Address space of the process that reads one."""
    attachment_cpu_seconds: float = 20.0
    attachment_seconds: float = 40.0
    """Until one has been read, by the clock."""
    attachment_pages: int = 1_000
    attachment_characters: int = 1_000_000
    attachment_relations: int = 10_000
    attachment_links: int = 500
    """Distinct links inside one document; and those of all documents that are asked for."""
    stylesheets: int = 60
    """Style sheets of the site whose text is kept, those on most pages first."""
    scripts: int = 120
    """Script files of the site whose text is kept, those on most pages first."""
    view_sample: int = 6
    """Pages besides home that are looked at as other visitors would: one of each template, the most frequent first."""
    view_pages: int = 20
    """Pages looked at as other visitors would, those wanted by checks included."""
    view_redirects: int = 5
    view_bytes: int = 1 << 20
    """Read of a page that is looked at as another visitor would: six views of a monstrous page must not cost six times as much."""
    look_pages: int = 12
    """Pages looked at in a browser because their links or their footer leave a question, home included."""
    frames: int = 40
    """Frames of the site's pages that are fetched besides the crawled ones, in the order of discovery."""
    footer_shapes: int = 60
    """Pages of the footer profile that are chosen for the shape of their address: one of each."""
    footer_sample: int = 30
    """Further pages of the footer profile."""
    search_titles: int = 4
    """Titles known from the crawl that the site's search is asked for, besides one word that cannot be found."""
    handshakes: int = 50
    """Hosts that refuse HTTPS handshakes of which it is asked whether they speak the national algorithms alone."""
    ipv6_hosts: int = 2_000
    """Hosts whose IPv6 addresses are looked up, those nearest to the home page first."""
    ipv6_links: int = 40
    """Same-site links of each of two levels that are asked for over IPv6."""
    ipv6_resources: int = 40
    """Hosts of resources of which one resource is asked for over IPv6; and as many resources of the site itself."""
    ipv6_route_seconds: float = 4.0
    """Patience with an outside server that shows whether this machine reaches the IPv6 internet."""
    sitemap_files: int = 20
    sitemap_urls: int = 50_000
    crawl_delay_seconds: float = 60.0
    retry_after_seconds: float = 120.0
