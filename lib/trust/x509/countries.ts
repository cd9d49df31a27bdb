/** Countries by the two letters of certificates and the three of travel documents. */

/** ISO 3166-1, where the two letters are the first of the three. */
const regular = `
AFG AIA ALB ARG ASM AUS AZE BEL BFA BGR BHR BLM BMU BOL BRA BTN BVT BWA CAN CCK CHE
CIV CMR COL CRI CUB CXR CYP CZE DEU DJI DMA DOM DZA ECU EGY ERI ESP ETH FIN FJI FRA
GAB GBR GEO GGY GHA GIB GMB GRC GTM GUM HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRN
ISL ITA JEY JOR JPN KEN KGZ KHM KIR KNA KWT LAO LBN LCA LIE LKA LSO LTU LUX LVA MAR
MCO MDA MHL MKD MLI MMR MNG MRT MSR MUS MWI MYS NAM NCL NER NFK NGA NIC NLD NOR NPL
NRU NZL OMN PAN PER PHL PRI PSE QAT REU ROU RUS RWA SAU SDN SGP SHN SJM SLE SMR SOM
SSD STP SXM SYR TCA TGO THA TJK TKL TLS TON TTO TWN TZA UGA UMI USA UZB VAT VCT VEN
VGB VIR VNM VUT WSM YEM ZAF ZMB ZWE`

/** Where they are not; and the codes of Doc 9303-3 for what is no country, or a country's other passports. */
const others = `
ABWAW AGOAO ALAAX ANDAD AREAE ARMAM ATAAQ ATFTF ATGAG AUTAT BDIBI BENBJ BESBQ BGDBD
BHSBS BIHBA BLRBY BLZBZ BRBBB BRNBN CAFCF CHLCL CHNCN CODCD COGCG COKCK COMKM CPVCV
CUWCW CYMKY DNKDK ESHEH ESTEE FLKFK FROFO FSMFM GINGN GLPGP GNBGW GNQGQ GRDGD GRLGL
GUFGF GUYGY IRLIE IRQIQ ISRIL JAMJM KAZKZ KORKR LBRLR LBYLY MACMO MAFMF MDGMG MDVMV
MEXMX MLTMT MNEME MNPMP MOZMZ MTQMQ MYTYT NIUNU PAKPK PCNPN PLWPW PNGPG POLPL PRKKP
PRTPT PRYPY PYFPF SENSN SGSGS SLBSB SLVSV SPMPM SRBRS SURSR SVKSK SVNSI SWESE SWZSZ
SYCSC TCDTD TKMTM TUNTN TURTR TUVTV UKRUA URYUY WLFWF
DDE EUEEU GBDGB GBNGB GBOGB GBPGB GBSGB RKSKS UNAUN UNKUN UNOUN UTOUT XKXXK`

const alpha2: ReadonlyMap<string, string> = new Map([
  ...words(regular).map((code): [string, string] => [code, code.slice(0, 2)]),
  ...words(others).map((code): [string, string] => [code.slice(0, -2), code.slice(-2)]),
])

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

/** `AU` of `AUS`; undefined: no country that is known. */
export function alpha2Of(alpha3: string): string | undefined {
  return alpha2.get(alpha3)
}

/** `AUS` of `AU`; undefined: no country that is known. */
export function alpha3Of(country: string): string | undefined {
  return [...alpha2.keys()].find((code) => alpha2.get(code) === country)
}
